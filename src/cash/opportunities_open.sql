select o.id, o.title, o.party_id, p.name as party_name, o.base_minor, o.expected_close_on, o.stage_id
from opportunity o
join party p on p.id = o.party_id
where o.state = 'open' and o.base_minor > 0 and o.expected_close_on is not null
order by o.id
