select a.code as account_code, p.code as party_code, t.open_base_minor
from party_total t
join account a on a.id = t.account_id
join party p on p.id = t.party_id
order by a.code, t.party_id
