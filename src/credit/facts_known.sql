select f.seq, f.party_id, f.kind, f.date, f.amount_minor, f.note, u.name as recorded_by
from credit_fact f
join trail t on t.seq = f.seq
join user u on u.id = t.actor_id
where f.party_id >= :first and f.party_id <= :last and f.seq <= :known
order by f.party_id, f.date desc, f.seq desc
