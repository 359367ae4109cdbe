select p.seq, y.code as party, p.made_on, p.due_on, p.currency, p.amount_minor, p.contact, p.note
from promise p
join party y on y.id = p.party_id
order by p.seq
