select l.item_version_id, l.description, l.specification, l.unit, l.quantity, l.unit_price, l.discount_percent,
       l.tax_id, t.code as tax_code, l.account_id, a.code as account_code, l.gross_minor, l.net_minor, l.tax_minor
from document_line l
join tax t on t.id = l.tax_id
join account a on a.id = l.account_id
where l.seq = :seq
order by l.line
