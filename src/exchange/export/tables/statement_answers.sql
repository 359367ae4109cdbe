select a.seq, a.statement_seq, a.answer, a.date, s.currency, a.amount_minor, a.note, a.attachment_id
from statement_answer a
join sent_statement s on s.seq = a.statement_seq
order by a.seq
