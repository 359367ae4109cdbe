select x.seq, x.party_id, p.name as party_name, x.amount_minor, x.date, x.until, x.reason, x.requested_by, x.approved_by,
       q.name as requester, a.name as approver, k.document_seq, d.number as document_number,
       d.kind as document_kind
from credit_release x
join party p on p.id = x.party_id
join user q on q.id = x.requested_by
join user a on a.id = x.approved_by
left join credit_check k on k.release_seq = x.seq
left join document d on d.seq = k.document_seq
where x.party_id >= :first and x.party_id <= :last
order by x.seq desc
limit 1000
