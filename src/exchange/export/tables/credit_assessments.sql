select a.seq, p.code as party, a.date, a.character, a.capacity, a.capital, a.collateral, a.conditions
from credit_assessment a
join party p on p.id = a.party_id
order by a.seq
