select o.seq, p.code as party, o.date, o.grade, o.until as until_on, o.reason, q.name as requested_by, a.name as approved_by
from credit_override o
join party p on p.id = o.party_id
join user q on q.id = o.requested_by
join user a on a.id = o.approved_by
order by o.seq
