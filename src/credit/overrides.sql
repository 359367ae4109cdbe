select o.seq, o.party_id, o.date, o.grade, o.until, o.reason, o.requested_by, o.approved_by, q.name as requester,
       a.name as approver
from credit_override o
join user q on q.id = o.requested_by
join user a on a.id = o.approved_by
where o.party_id >= :first and o.party_id <= :last and o.seq <= :known
order by o.party_id, o.seq desc
