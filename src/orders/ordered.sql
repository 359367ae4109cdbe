select decimal_sum(l.quantity)
from document_line l
left join document_void v on v.document_seq = l.seq
where l.source_seq = :seq and l.source_line = :line and v.seq is null
