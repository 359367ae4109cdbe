select m.seq, p.code as party, i.code as into_party, m.date, m.moved
from party_merge m
join party p on p.id = m.party_id
join party i on i.id = m.into_id
order by m.seq
