select k.id, k.version_seq, p.code as party, k.activity_seq, k.follows_id, u.name as assignee, k.state, k.shown_on
from task k
join user u on u.id = k.assignee_id
left join party p on p.id = k.party_id
order by k.id
