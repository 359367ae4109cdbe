select a.seq, a.party_id, a.date, a.character, a.capacity, a.capital, a.collateral, a.conditions, u.name as recorded_by
from credit_assessment a
join trail t on t.seq = a.seq
join user u on u.id = t.actor_id
where a.party_id = :party and a.date <= :day and a.seq <= :known
order by a.date desc, a.seq desc
