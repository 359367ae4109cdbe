select k.id, k.version_seq, k.activity_seq, k.follows_id, v.party_id, p.name as party_name, v.title, v.due_on,
       v.snoozed_until, v.assignee_id, u.name as assignee, v.repeats, v.state, v.done_on
from task k
join task_version v on v.task_id = k.id and v.seq = k.version_seq
join user u on u.id = v.assignee_id
left join party p on p.id = v.party_id
