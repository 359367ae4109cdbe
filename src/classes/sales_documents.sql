select distinct s.document_seq, s.date, s.party_id
from net_sale s
where s.date between :from and :to
order by s.date desc, s.document_seq desc
