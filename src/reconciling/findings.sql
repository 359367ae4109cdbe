select no, kind, rule, difference_minor
from reconciliation_finding
where comparison_seq = :seq
order by no
