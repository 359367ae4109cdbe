select d.seq, d.reference, c.number as credits
from document d
left join document c on c.seq = d.credits_seq
where d.party_id = :party
