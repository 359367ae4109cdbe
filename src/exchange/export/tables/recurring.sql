select r.id, r.seq, r.kind, p.code as party, r.state, r.runs_from, r.content
from recurring r
join party p on p.id = r.party_id
order by r.id
