select v.id, i.code as item_code, v.version, v.seq, v.body
from item_version v
join item i on i.id = v.item_id
order by v.id
