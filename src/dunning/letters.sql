select l.run_seq, l.line, l.approval, coalesce(s.content, l.content) as content, d.approved, du.name as decided_by, d.reason,
       s.outcome, s.date as sent_on, su.name as sent_by, s.seq as sent_seq, s.attachment_id
from dunning_letter l
left join dunning_sent s on s.run_seq = l.run_seq and s.line = l.line
left join dunning_decision d
  on d.seq = (select max(n.seq) from dunning_decision n where n.run_seq = l.run_seq and n.line = l.line)
left join trail dt on dt.seq = d.seq
left join user du on du.id = dt.actor_id
left join trail st on st.seq = s.seq
left join user su on su.id = st.actor_id
where (:run is null or l.run_seq = :run) and (:line is null or l.line = :line) and (:party is null or l.party_id = :party)
order by l.run_seq, l.line
