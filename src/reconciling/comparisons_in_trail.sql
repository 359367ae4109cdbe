select k.seq, k.digest, t.body ->> '$.reconciliation_comparison.rows' as sealed
from reconciliation_comparison k
join trail t on t.seq = k.seq
order by k.seq
