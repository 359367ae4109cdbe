select a.seq, p.code as party, a.kind, a.date, a.time, a.contact, a.text, a.next_step, a.next_on, a.corrects_seq, a.withdrawn
from activity a
join party p on p.id = a.party_id
order by a.seq
