select e.seq, e.type, e.month, e.number, e.date, e.purpose, e.summary, e.attachment_count, e.reverses_seq,
       d.kind as document_kind, d.number as document_number
from entry e
left join document d on d.seq = e.seq
order by e.seq
