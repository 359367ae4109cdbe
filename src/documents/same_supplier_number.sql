select d.number
from document d
where d.party_id = :party and d.kind in ('bill', 'opening_payable')
  and folded(case when numbered then reference else coalesce(reference, number) end) = folded(:supplier_number)
  and not exists (select 1 from document_void v where v.document_seq = d.seq)
order by d.seq
limit 1
