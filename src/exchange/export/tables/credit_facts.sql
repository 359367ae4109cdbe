select f.seq, p.code as party, f.kind, f.date, b.currency, f.amount_minor, f.note
from credit_fact f
join party p on p.id = f.party_id
join book b
order by f.seq
