select s.seq, d.number, s.document_seq, s.date, s.reason
from rescheduling s
join document d on d.seq = s.document_seq
order by s.seq
