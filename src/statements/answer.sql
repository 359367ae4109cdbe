select a.seq, a.statement_seq, a.answer, a.date, a.amount_minor, a.note, a.attachment_id, s.currency, s.closing_minor
from statement_answer a
join sent_statement s on s.seq = a.statement_seq
