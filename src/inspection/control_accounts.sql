-- On every day the control account moves by as much as its open items do, so the two are equal on every date.
with moves as (
  select l.account_id, l.party_id, l.date, a.side * l.side * l.base_minor as posted, 0 as opened
  from entry_line l
  join account a on a.id = l.account_id
  where a.control is not null
  union all
  select account_id, party_id, date, 0, base_minor from open_item
  union all
  select i.account_id, i.party_id, l.date, 0, -l.base_minor
  from allocation l
  join open_item i on i.id = l.item_id
)
select a.code || ' ' || p.code || ' ' || m.date as fault
from moves m
join account a on a.id = m.account_id
join party p on p.id = m.party_id
group by m.account_id, m.party_id, m.date
having sum(m.posted) <> sum(m.opened)
limit :shown
