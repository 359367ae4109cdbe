select id
from party_version
where party_id = :party
order by seq <= :seq desc, case when seq <= :seq then -version else version end
limit 1
