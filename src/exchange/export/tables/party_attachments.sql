select f.seq, p.code as party, f.attachment_id, f.withdraws_seq
from party_attachment f
join party p on p.id = f.party_id
order by f.seq
