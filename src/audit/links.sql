select seq, recorded_at, actor_id, command, subject, subject_id, form, digest, hash, salt, body
from trail
where seq > :after
order by seq
limit :limit
