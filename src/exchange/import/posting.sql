select coalesce(e.date, d.date) as date, d.seq is not null as is_document,
       v.seq is not null or exists (select 1 from entry x where x.reverses_seq = e.seq) as taken_back
from (select :seq as seq) act
left join entry e on e.seq = act.seq
left join document d on d.seq = act.seq
left join document_void v on v.document_seq = act.seq
where e.seq is not null or d.seq is not null
