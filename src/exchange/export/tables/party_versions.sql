select v.id, p.code as party_code, v.version, v.seq, v.name, v.body
from party_version v
join party p on p.id = v.party_id
order by v.id
