select d.id, d.kind, p.code as party_code, d.version, d.body, d.updated_at, u.name as updated_by
from draft d
join user u on u.id = d.updated_by
left join party p on p.id = d.party_id
order by d.id
