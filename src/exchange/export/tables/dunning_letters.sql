select l.run_seq, l.line, p.code as party, l.level, b.currency, l.base_minor as amount_minor, l.approval, l.content
from dunning_letter l
join party p on p.id = l.party_id
join book b
order by l.run_seq, l.line
