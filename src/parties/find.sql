select p.id
from party_search s
join party p on p.id = s.rowid
where s.tokens match :query and not p.archived
order by length(p.name), p.name, p.id
limit :limit
