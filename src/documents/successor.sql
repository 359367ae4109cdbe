select d.seq
from document d
left join document_void v on v.document_seq = d.seq
where d.supersedes_seq = :id and v.seq is null
order by d.seq desc
limit 1
