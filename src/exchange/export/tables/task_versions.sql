select v.seq, v.line, v.task_id, p.code as party, v.title, v.due_on, v.snoozed_until as snoozed_until_on,
       u.name as assignee, v.repeats, v.state, v.done_on
from task_version v
join user u on u.id = v.assignee_id
left join party p on p.id = v.party_id
order by v.seq, v.line
