select e.seq, e.type, e.month, e.number, e.date, e.purpose, e.summary, e.attachment_count, e.reverses_seq,
       e.relates_to, e.adjust_reason, b.name as prepared_by, u.name as approved_by, d.kind as document_kind,
       d.number as document_number
from entry e
left join document d on d.seq = e.seq
left join user b on b.id = e.prepared_by
left join user u on u.id = e.approved_by
order by e.seq
