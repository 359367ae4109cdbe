select c.number as contract, l.document_seq, d.number, l.seq
from contract_document l
join contract c on c.id = l.contract_id
join document d on d.seq = l.document_seq
order by l.contract_id, l.document_seq
