select t.recorded_at, u.name
from trail t
join user u on u.id = t.actor_id
where t.seq = :seq
