-- the exact name by its index, the same name written differently by the index for searching
select p.id
from party p
where p.name = :name
   or (p.id in (select rowid from party_search where tokens match :query) and folded(p.name) = folded(:name))
order by p.id
