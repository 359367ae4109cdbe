select l.seq, l.line, l.item_id, d.number as document_number, l.date, i.currency, l.amount_minor, l.base_minor
from allocation l
join open_item i on i.id = l.item_id
left join document d on d.seq = l.document_seq
order by l.seq, l.line
