select l.seq, p.code as party, l.date as starts_on, b.currency, l.amount_minor, l.reason
from credit_limit l
join party p on p.id = l.party_id
join book b
order by l.seq
