select decimal_sum(l.quantity)
from document_line l
join document d on d.seq = l.seq and d.kind = 'credit_note'
left join document_void v on v.document_seq = l.seq
where l.source_seq = :seq and l.source_line = :line and v.seq is null
