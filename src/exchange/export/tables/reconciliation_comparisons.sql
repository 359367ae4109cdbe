select k.seq, c.number, k.basis, k.from_on, k.file_name, k.mapping, k.mirrored, k.opening_assumed, c.currency, k.ours_minor,
       k.theirs_minor, k.digest
from reconciliation_comparison k
join reconciliation c on c.seq = k.reconciliation_seq
order by k.seq
