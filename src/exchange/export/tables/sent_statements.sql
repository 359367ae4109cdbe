select s.seq, p.code as party, s.kind, s.period_from as period_from_on, s.as_of as as_of_on, s.known_seq, s.later_receipts,
       s.language, s.currency, s.closing_minor, s.sent_on, s.way, s.note, s.attachment_id
from sent_statement s
join party p on p.id = s.party_id
order by s.seq
