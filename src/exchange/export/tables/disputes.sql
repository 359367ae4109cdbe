select p.seq, y.code as party, p.opened_on, p.reason, p.currency, p.amount_minor, p.note
from dispute p
join party y on y.id = p.party_id
order by p.seq
