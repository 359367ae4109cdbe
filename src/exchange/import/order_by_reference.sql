select d.seq
from document d
left join document_void v on v.document_seq = d.seq
where d.party_id = :party and d.kind = 'sales_order' and d.reference = :number and v.seq is null
order by d.seq
