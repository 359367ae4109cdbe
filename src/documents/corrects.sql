select d.opportunity_id, d.salesperson_id
from document d
where d.seq = :seq and d.kind = :kind and d.party_id = :party
  and not exists (select 1 from document_void v where v.document_seq = d.seq)
