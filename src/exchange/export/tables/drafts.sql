select d.id, d.kind, p.code as party_code, d.version, d.body, d.updated_at, u.name as updated_by,
       a.name as approved_by, d.approved_at
from draft d
join user u on u.id = d.updated_by
left join user a on a.id = d.approved_by
left join party p on p.id = d.party_id
order by d.id
