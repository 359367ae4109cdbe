select o.outcome, t.recorded_at, u.name as author
from mail_outcome o
join trail t on t.seq = o.seq
join user u on u.id = t.actor_id
where o.mail_seq = :mail
order by o.seq
