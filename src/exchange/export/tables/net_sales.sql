select s.seq, d.number as document, s.kind, p.code as party, s.date, s.direction, s.net_base_minor as net_base_minor
from net_sale s
join document d on d.seq = s.document_seq
join party p on p.id = s.party_id
order by s.seq
