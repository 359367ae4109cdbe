select t.recorded_at, a.name as author, v.party_id, v.title, v.due_on, v.snoozed_until, v.assignee_id, u.name as assignee,
       v.repeats, v.state, v.done_on
from task_version v
join trail t on t.seq = v.seq
join user a on a.id = t.actor_id
join user u on u.id = v.assignee_id
where v.task_id = :id
order by v.seq, v.line
