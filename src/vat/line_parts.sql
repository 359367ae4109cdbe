-- The amounts of taxes by part, where they do not follow from the line.
select t.seq, t.line, t.part, t.base_minor, t.amount_minor
from document d
join document_line_tax t on t.seq = d.seq
left join document_void v on v.document_seq = d.seq
where d.kind in (:plain, :credit) and d.seq <= :known
  and (d.date >= :from and d.date <= :to or v.date >= :from and v.date <= :to)
order by t.seq, t.line, t.part
