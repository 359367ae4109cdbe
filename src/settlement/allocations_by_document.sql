select max(l.seq) as seq, l.item_id, l.document_seq, max(l.date) as date, sum(l.amount_minor) as amount_minor,
       sum(l.base_minor) as base_minor, i.currency, b.currency as base_currency
from allocation l
join open_item i on i.id = l.item_id
join book b on b.id = 1
where l.document_seq = :document
group by l.item_id
having sum(l.amount_minor) <> 0
order by l.item_id
