-- What was charged before and stands.
select d.detail ->> '$.interest' as interest
from document d
left join document_void v on v.document_seq = d.seq and v.seq <= :known
where d.party_id >= :first_party and d.party_id <= :last_party and d.kind = 'invoice' and d.seq <= :known
  and d.detail ->> '$.interest' is not null and v.seq is null
