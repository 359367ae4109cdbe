select l.run_seq, l.approval, d.approved, s.outcome
from dunning_letter l
left join dunning_sent s on s.run_seq = l.run_seq and s.line = l.line
left join dunning_decision d
  on d.seq = (select max(n.seq) from dunning_decision n where n.run_seq = l.run_seq and n.line = l.line)
