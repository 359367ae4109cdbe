-- What stood against cash, entry by entry: the entry's other lines, each the other way round.
with cash as (
  select a.id from account a where exists (select 1 from json_each(:cash) p where a.code glob p.value)
), moved as (
  select distinct l.seq
  from entry_line l
  where l.account_id in (select id from cash) and l.date >= :from and l.date <= :as_of and l.seq <= :known
)
select a.code, -l.side * l.base_minor as effect_minor
from moved m
cross join entry_line l on l.seq = m.seq
join account a on a.id = l.account_id
where l.account_id not in (select id from cash) and l.base_minor <> 0
