select v.document_seq, d.number, v.seq, v.date, v.reason
from document_void v
join document d on d.seq = v.document_seq
order by v.document_seq
