select p.name_zh, p.name_en, p.jurisdiction, p.kind, p.rate, p.include_base, p.base_affected, p.withheld,
       o.code as output_account, i.code as input_account, p.output_box, p.input_box
from tax_part p
left join account o on o.id = p.output_account_id
left join account i on i.id = p.input_account_id
where p.tax_id = :tax_id
order by p.part
