select s.seq, s.run_seq, s.line, p.code as party, s.date, s.level, s.outcome, b.currency, s.base_minor as amount_minor, s.content,
       s.attachment_id
from dunning_sent s
join party p on p.id = s.party_id
join book b
order by s.seq
