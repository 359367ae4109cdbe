select d.gross_minor, d.currency, d.rate, d.due_on, coalesce(o.remaining_base_minor, 0) as remaining_minor,
       v.seq is not null as void
from document d
join party p on p.id = d.party_id
left join document_void v on v.document_seq = d.seq
left join open_item i on i.seq = d.seq and i.document_seq = d.seq
left join outstanding o
  on o.account_id = i.account_id and o.party_id = i.party_id and o.due_on = i.due_on and o.item_id = i.id
