select n.seq, n.date, n.customers, u.name as reviewed_by
from credit_review_run n
join trail t on t.seq = n.seq
join user u on u.id = t.actor_id
order by n.date desc, n.seq desc
limit 500
