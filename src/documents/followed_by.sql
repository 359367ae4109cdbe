select distinct d.seq, d.number
from document d
left join document_void v on v.document_seq = d.seq
where v.seq is null
  and d.seq in (select seq from document where supersedes_seq = :id
                union all select seq from document_line where source_seq = :id)
order by d.seq
