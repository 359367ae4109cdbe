select u.seq, u.kind, p.code as party, u.template_id
from paper_template_use u
left join party p on p.id = u.party_id
order by u.seq
