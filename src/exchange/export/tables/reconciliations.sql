select c.seq, c.run_seq, c.number, p.code as party, c.language, c.currency, c.balance_minor, c.attachment_id, s.state
from reconciliation c
join party p on p.id = c.party_id
join reconciliation_standing s on s.seq = c.seq
order by c.seq
