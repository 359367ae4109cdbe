select k.*, d.kind, d.number, p.name as party_name
from credit_check k
join document d on d.seq = k.document_seq
join party p on p.id = k.party_id
where k.party_id >= :first and k.party_id <= :last
order by k.document_seq desc
limit :limit
