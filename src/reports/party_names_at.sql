select v.party_id as id, json_extract(v.body, '$.code') as code, v.name
from party_version v
where v.version = (
  select max(version) from party_version
  where party_id = v.party_id and (seq <= :known or version = 1)
)
