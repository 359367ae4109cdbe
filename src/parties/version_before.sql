select b.id
from party_version v
join party_version b on b.party_id = v.party_id and b.version = v.version - 1
where v.id = :id
