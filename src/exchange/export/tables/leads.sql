select l.id, l.state, l.name, l.company, l.phone, l.email, l.source, u.name as owner, l.created_on, p.code as party,
       l.opportunity_id, l.version_seq
from lead l
join user u on u.id = l.owner_id
left join party p on p.id = l.party_id
order by l.id
