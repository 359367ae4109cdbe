-- Commands that a role did not allow, as the trail keeps them.
select t.seq, substr(t.recorded_at, 1, 10) as recorded_on, u.name as actor, t.body ->> '$.refused' as command
from trail t
join user u on u.id = t.actor_id
where t.subject = 'act' and t.body ->> '$.refused' is not null and t.seq <= :known
  and substr(t.recorded_at, 1, 10) >= :from and substr(t.recorded_at, 1, 10) <= :as_of
order by t.seq
