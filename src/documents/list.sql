select d.seq, d.kind, d.number, d.party_id, p.name as party_name, d.date, d.due_on, d.reference, d.currency,
       d.gross_minor, coalesce(o.remaining_minor, 0) as remaining_minor, v.seq is not null as void
from document d
join party p on p.id = d.party_id
left join document_void v on v.document_seq = d.seq
left join open_item i on i.seq = d.seq and i.document_seq = d.seq
left join outstanding o
  on o.account_id = i.account_id and o.party_id = i.party_id and o.due_on = i.due_on and o.item_id = i.id
