select s.seq, n.name as item, s.item_id, s.level
from dunning_step s
left join item_name n on n.item_id = s.item_id
order by s.seq, s.item_id
