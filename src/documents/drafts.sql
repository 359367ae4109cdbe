select d.id, d.version, d.body, d.updated_at, d.party_id, p.name as party_name
from draft d
left join party p on p.id = d.party_id
order by d.updated_at desc, d.id desc
