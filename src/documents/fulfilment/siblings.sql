-- Lines of standing documents of a kind that were made from a line; with `:through`, those of its deliveries too.
select l.seq, l.line
from document_line l
join document d on d.seq = l.seq and d.kind = :kind
left join document_void v on v.document_seq = l.seq
where l.source_seq = :seq and l.source_line = :line and v.seq is null
union all
select l.seq, l.line
from document_line s
join document sd on sd.seq = s.seq and sd.kind = 'delivery'
left join document_void sv on sv.document_seq = s.seq
join document_line l on l.source_seq = s.seq and l.source_line = s.line
join document d on d.seq = l.seq and d.kind = :kind
left join document_void v on v.document_seq = l.seq
where :through and s.source_seq = :seq and s.source_line = :line and sv.seq is null and v.seq is null
order by 1, 2
