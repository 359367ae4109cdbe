select t.seq, p.code as party, t.valid_from as starts_on, t.content
from interest_terms t
left join party p on p.id = t.party_id
order by t.seq
