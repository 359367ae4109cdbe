select *
from credit_review
where party_id = :party and date <= :day and seq <= :known
order by date desc, seq desc
limit :limit
