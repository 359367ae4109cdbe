select e.seq, p.code as party, e.kind, e.date, e.note, e.attachment_id
from limitation_event e
join party p on p.id = e.party_id
order by e.seq
