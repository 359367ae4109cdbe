with recomputed as (
  select i.id, i.amount_minor - coalesce(sum(l.amount_minor), 0) as remaining,
         i.base_minor - coalesce(sum(l.base_minor), 0) as remaining_base
  from open_item i
  left join allocation l on l.item_id = i.id
  group by i.id
)
select coalesce(d.number, '#' || i.seq) as fault
from recomputed r
full join outstanding o on o.item_id = r.id
left join open_item i on i.id = coalesce(r.id, o.item_id)
left join document d on d.seq = i.document_seq
where coalesce(o.remaining_minor, 0) <> coalesce(r.remaining, 0)
   or coalesce(o.remaining_base_minor, 0) <> coalesce(r.remaining_base, 0)
   or (o.item_id is not null and (o.account_id, o.party_id, o.due_on) <> (i.account_id, i.party_id, i.due_on))
limit :shown
