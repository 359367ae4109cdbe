select y.seq, y.answer, y.date, y.signer, y.amount_minor, y.note, y.attachment_id, c.currency, u.name as entered_by
from reconciliation_reply y
join reconciliation c on c.seq = y.reconciliation_seq
join trail t on t.seq = y.seq
join user u on u.id = t.actor_id
where y.reconciliation_seq = :reconciliation
order by y.seq desc
