select v.body, b.body as before
from party_version v
left join party_version b on b.party_id = v.party_id and b.version = v.version - 1
where v.party_id = :party and v.version = :version
