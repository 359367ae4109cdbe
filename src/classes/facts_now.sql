select p.id, p.industry, p.region, p.source, p.owner_id, p.currency, p.terms, p.potential_minor, p.registered_capital_minor,
       p.headcount,
       (select json_group_array(t.tag) from party_tag t where t.party_id = p.id) as tags
from party p
where p.is_customer and (:party is null or p.id = :party)
order by p.id
