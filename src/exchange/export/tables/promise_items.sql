select m.seq, n.name as item, m.item_id
from promise_item m
left join item_name n on n.item_id = m.item_id
order by m.seq, m.item_id
