select k.seq, k.reconciliation_seq, k.basis, k.from_on, k.file_name, k.mirrored, k.opening_assumed, k.ours_minor,
       k.theirs_minor, c.currency, t.recorded_at, u.name as compared_by
from reconciliation_comparison k
join reconciliation c on c.seq = k.reconciliation_seq
join trail t on t.seq = k.seq
join user u on u.id = t.actor_id
where k.seq = :seq
