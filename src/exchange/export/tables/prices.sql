select l.name as price_list, i.code as item_code, p.from_quantity, p.unit_price
from price p
join price_list l on l.id = p.price_list_id
join item i on i.id = p.item_id
order by l.id, i.id, p.from_quantity
