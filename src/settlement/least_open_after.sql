-- the least that stays open of an item on any day after `date`, in its own direction; null where nothing moves it then
select min((i.amount_minor - m.settled_minor) * sign(i.amount_minor))
from (
  select date, sum(sum(amount_minor)) over (order by date) as settled_minor
  from allocation
  where item_id = :item
  group by date
) m
join open_item i on i.id = :item
where m.date > :date
