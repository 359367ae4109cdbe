select t.seq, t.recorded_at, u.name as actor, t.command, t.hash, t.body, d.number
from trail t
join user u on u.id = t.actor_id
left join document d on d.seq = t.seq
where t.seq < :before
order by t.seq desc
limit :limit
