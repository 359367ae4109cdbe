-- the first day at whose end all of the item was settled and something is still carried
select m.date
from (
  select l.date, sum(sum(l.amount_minor)) over days as settled_minor, sum(sum(l.base_minor)) over days as relieved_minor
  from allocation l
  where l.item_id = :item
  group by l.date
  window days as (order by l.date)
) m
join open_item i on i.id = :item
where m.settled_minor = i.amount_minor and m.relieved_minor <> i.base_minor
order by m.date
limit 1
