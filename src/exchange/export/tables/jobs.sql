select j.id, j.command, j.state, u.name as actor, j.started_at, j.finished_at, j.error
from job j
join user u on u.id = j.actor_id
order by j.id
