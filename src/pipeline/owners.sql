select u.id, u.name, u.active,
       (select count(*) from opportunity o where o.owner_id = u.id and o.state = 'open') as opportunities,
       (select count(*) from lead l where l.owner_id = u.id and l.state = 'open') as leads
from user u
order by u.active desc, u.id
