select c.id, c.seq, c.number, p.code as party, c.state, c.content
from contract c
join party p on p.id = c.party_id
order by c.id
