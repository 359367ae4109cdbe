-- Everything open now, by party and day. What was paid ahead counts against the rest.
select o.party_id, o.item_id, p.name as party_name, a.control, o.due_on, i.date, o.remaining_base_minor as open_minor, i.document_seq,
       coalesce(d.number, '') as number
from outstanding o
join account a on a.id = o.account_id
join open_item i on i.id = o.item_id
join party p on p.id = o.party_id
left join document d on d.seq = i.document_seq
where a.control in (:ledger, :advance)
order by o.party_id, o.due_on, o.item_id
