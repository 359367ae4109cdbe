select l.item_version_id, l.description, l.specification, l.unit, l.quantity, l.unit_price, l.discount_percent,
       l.tax_id, t.code as tax_code, l.account_id, a.code as account_code, l.gross_minor, l.net_minor, l.tax_minor,
       l.cost_minor, l.source_seq, l.source_line, l.price_source, b.currency as base_currency,
       exists (select 1 from document_line_tax p where p.seq = l.seq and p.line = l.line) as has_parts
from document_line l
join tax t on t.id = l.tax_id
join account a on a.id = l.account_id
join book b on b.id = 1
where l.seq = :seq
order by l.line
