select s.seq, s.party_id, s.kind, s.period_from, s.as_of, s.known_seq, s.later_receipts, s.language, s.currency,
       s.closing_minor, s.sent_on, s.way, s.note, s.attachment_id, f.sha256
from sent_statement s
join attachment f on f.id = s.attachment_id
