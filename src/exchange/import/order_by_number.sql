select d.seq
from document d
left join document_void v on v.document_seq = d.seq
where d.kind = 'sales_order' and d.number = :number and v.seq is null
order by d.party_id = :party desc, d.seq desc
