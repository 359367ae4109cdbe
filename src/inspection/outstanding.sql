-- Opened less settled less kept as open is nought for every item, and what is kept stands under the item's own
-- account, party and due day. Sums, no join of both sides: neither has an index by item that the other could use.
with left_over as (
  select item_id, sum(minor) as minor, sum(base_minor) as base_minor
  from (
    select id as item_id, amount_minor as minor, base_minor from open_item
    union all
    select item_id, -amount_minor, -base_minor from allocation
    union all
    select item_id, -remaining_minor, -remaining_base_minor from outstanding
  )
  group by item_id
), faulty as (
  select item_id from left_over where minor <> 0 or base_minor <> 0
  union
  select o.item_id
  from outstanding o
  left join open_item i on i.id = o.item_id
  where i.id is null or (o.account_id, o.party_id, o.due_on) <> (i.account_id, i.party_id, i.due_on)
)
select coalesce(d.number, '#' || i.seq, 'item ' || f.item_id) as fault
from faulty f
left join open_item i on i.id = f.item_id
left join document d on d.seq = i.document_seq
limit :shown
