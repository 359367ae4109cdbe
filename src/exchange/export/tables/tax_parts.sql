select p.tax_id, p.part, t.code as tax_code, p.name_zh, p.name_en, p.jurisdiction, p.kind, p.rate, p.include_base,
       p.base_affected, p.withheld, o.code as output_account_code, i.code as input_account_code, p.output_box, p.input_box
from tax_part p
join tax t on t.id = p.tax_id
left join account o on o.id = p.output_account_id
left join account i on i.id = p.input_account_id
order by p.tax_id, p.part
