select a.seq, a.party_id, p.name as party_name, a.kind, a.date, a.time, a.contact, a.text, a.next_step, a.next_on,
       u.id as author_id, u.name as author
from activity a
join activity_author o on o.seq = a.seq
join party p on p.id = a.party_id
join user u on u.id = o.author_id
