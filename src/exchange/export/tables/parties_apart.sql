select p.code as first_party, s.code as second_party, a.seq
from party_apart a
join party p on p.id = a.first_id
join party s on s.id = a.second_id
order by a.first_id, a.second_id
