select x.seq, p.code as party, x.date, b.currency, x.amount_minor, x.until as until_on, x.reason, q.name as requested_by,
       a.name as approved_by
from credit_release x
join party p on p.id = x.party_id
join user q on q.id = x.requested_by
join user a on a.id = x.approved_by
join book b
order by x.seq
