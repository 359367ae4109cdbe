select p.id, v.body
from party p
join party_version v on v.id = p.version_id
where not p.archived
order by p.id
