-- What money settled, by item and by receipt or payment, on the day it first did; what was taken back is not counted.
select i.party_id, i.document_seq, d.kind as document_kind,
       case when d.detail is null and i.seq = d.seq then d.number else (select n.name from item_name n where n.item_id = i.id) end
         as document_number,
       0 as is_void, s.number as settled_by, i.date, i.due_on, min(l.date) as settled_on, sum(l.base_minor) as base_minor
from party_item i
cross join account a on a.id = i.account_id
cross join allocation l on l.item_id = i.id
cross join document s on s.seq = l.document_seq and s.kind in ('receipt', 'payment')
left join document d on d.seq = i.document_seq
where a.control = :ledger and i.party_id >= :first_party and i.party_id <= :last_party and i.base_minor > 0
  and l.date <= :as_of and l.seq <= :known
group by l.item_id, l.document_seq
having sum(l.base_minor) <> 0 and min(l.date) >= :from
order by i.party_id, settled_on, i.id
