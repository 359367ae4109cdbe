select l.seq, l.line, d.number, i.code as item_code, l.description, l.specification, l.unit, l.quantity, l.unit_price,
       l.discount_percent, t.code as tax_code, a.code as account_code, d.currency, l.gross_minor, l.net_minor,
       l.tax_minor, l.cost_minor as cost_base_minor, s.number as source_number, l.source_line,
       case when l.price_source is null then null
            else coalesce(l.price_source ->> '$.offered.source.kind', 'by_hand') end as price_from,
       coalesce(l.price_source ->> '$.offered.source.name', l.price_source ->> '$.offered.source.number') as price_of,
       l.price_source ->> '$.offered.unit_price' as offered_price
from document_line l
join document d on d.seq = l.seq
join tax t on t.id = l.tax_id
join account a on a.id = l.account_id
left join document s on s.seq = l.source_seq
left join item_version v on v.id = l.item_version_id
left join item i on i.id = v.item_id
order by l.seq, l.line
