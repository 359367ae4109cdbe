select i.id, i.document_seq, d.kind as document_kind,
       case when d.detail is null and i.seq = d.seq then d.number else (select n.name from item_name n where n.item_id = i.id) end
         as document_number,
       d.reference, 0 as is_void, i.party_id, a.control, coalesce(d.date, i.date) as date, i.due_on, i.currency, i.amount_minor,
       i.amount_minor - coalesce(sum(l.amount_minor), 0) as open_minor,
       i.base_minor - coalesce(sum(l.base_minor), 0) as open_base_minor
from party_item i
join account a on a.id = i.account_id
left join document d on d.seq = i.document_seq
left join allocation l on l.item_id = i.id and l.date <= :as_of and l.seq <= :known
where a.control in (:ledger, :advance) and i.party_id >= :first_party and i.party_id <= :last_party
  and i.date <= :as_of and i.seq <= :known
group by i.id
having open_minor <> 0 or open_base_minor <> 0
order by i.party_id, i.due_on, i.id
