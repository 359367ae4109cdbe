-- Every receivable item up to a day, as known at an act, with what settled it: of a customer, or of all in the order they were
-- opened, which reads a large book from one end to the other. The left joins keep the rows of an item together.
with item as (
  select id, seq, document_seq, account_id, party_id, date, due_on, amount_minor, base_minor
  from party_item
  where party_id = :party
  union all
  select id, seq, document_seq, account_id, party_id, date, due_on, amount_minor, base_minor
  from open_item
  where :party is null
)
select i.party_id, i.id as item_id, i.document_seq, d.number, d.kind, coalesce(i.seq = d.seq, 0) as is_first,
       coalesce(d.date, i.date) as dated, i.date, i.due_on, i.amount_minor, i.base_minor,
       l.date as settled_on, l.document_seq as settled_by, s.kind as settled_kind, l.amount_minor as settled_minor,
       l.base_minor as settled_base_minor
from item i
cross join account a on a.id = i.account_id
left join document d on d.seq = i.document_seq
left join document_void v on v.document_seq = i.document_seq and v.date <= :as_of and v.seq <= :known
left join allocation l on l.item_id = i.id and l.date <= :as_of and l.seq <= :known
left join document s on s.seq = l.document_seq
where a.control = 'receivable' and i.date <= :as_of and i.seq <= :known and v.seq is null
