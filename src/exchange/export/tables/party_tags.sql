select p.code as party, t.tag
from party_tag t
join party p on p.id = t.party_id
order by t.tag, p.id
