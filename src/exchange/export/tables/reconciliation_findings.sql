select f.comparison_seq, f.no, f.kind, f.rule, c.currency, f.difference_minor
from reconciliation_finding f
join reconciliation_comparison k on k.seq = f.comparison_seq
join reconciliation c on c.seq = k.reconciliation_seq
order by f.comparison_seq, f.no
