select k.seq, d.number, k.document_seq, k.decision, k.date, k.said_by, k.reason
from document_decision k
join document d on d.seq = k.document_seq
order by k.seq
