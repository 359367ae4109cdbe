select t.seq, t.recorded_at, u.name as actor, t.command, t.subject, t.subject_id, t.form, t.digest, t.hash, t.body
from trail t
join user u on u.id = t.actor_id
order by t.seq
