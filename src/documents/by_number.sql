select d.seq
from document d
left join document_void v on v.document_seq = d.seq
where d.number = :number and d.kind = :kind
order by v.seq is not null, d.seq desc
limit 1
