select o.party_id, p.name as party_name, o.ordered_minor, o.delivered_minor
from party_order_open o
join party p on p.id = o.party_id
where o.party_id >= :first and o.party_id <= :last
order by o.delivered_minor desc, o.ordered_minor desc, p.name
