-- The lists in use that have the item in the currency and hold on the day; of each the prices by quantity.
select l.id, l.name, l.version, l.scope, l.value, l.valid_from, p.from_quantity, p.unit_price
from price p
join price_list l on l.id = p.price_list_id
where p.item_id = :item and l.currency = :currency and not l.archived
  and (l.valid_from is null or l.valid_from <= :date)
  and (l.valid_to is null or l.valid_to >= :date)
order by l.id
