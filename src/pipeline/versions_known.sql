select opportunity_id, date, currency, amount_minor, base_minor, body ->> '$.party_id' as party_id,
       body ->> '$.title' as title, body ->> '$.expected_close_on' as expected_close_on
from opportunity_version
where seq <= :known
order by opportunity_id, seq
