select y.seq, c.number, y.answer, y.date, y.signer, c.currency, y.amount_minor, y.note, y.attachment_id
from reconciliation_reply y
join reconciliation c on c.seq = y.reconciliation_seq
order by y.seq
