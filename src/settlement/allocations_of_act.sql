select l.seq, l.item_id, l.document_seq, l.date, l.amount_minor, l.base_minor, i.currency,
       b.currency as base_currency
from allocation l
join open_item i on i.id = l.item_id
join book b on b.id = 1
where l.seq = :seq
order by l.line
