select n.seq, n.digest, t.body ->> '$.credit_review.rows' as sealed
from credit_review_run n
join trail t on t.seq = n.seq
order by n.seq
