select e.date, d.seq is not null as is_document,
       v.seq is not null or exists (select 1 from entry x where x.reverses_seq = e.seq) as taken_back
from entry e
left join document d on d.seq = e.seq
left join document_void v on v.document_seq = e.seq
where e.seq = :seq
