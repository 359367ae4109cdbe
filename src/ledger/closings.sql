select c.month, c.seq, c.head, t.recorded_at, u.name
from closing c
join trail t on t.seq = c.seq
join user u on u.id = t.actor_id
order by c.month desc
