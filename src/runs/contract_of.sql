select c.number
from contract_document d
join contract c on c.id = d.contract_id
where d.document_seq = :document
order by d.seq
limit 1
