select seq, run_seq, line, date, approved, reason
from dunning_decision
order by seq
