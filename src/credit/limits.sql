select l.seq, l.party_id, l.date, l.amount_minor, l.reason, u.name as agreed_by
from credit_limit l
join trail t on t.seq = l.seq
join user u on u.id = t.actor_id
where l.party_id >= :first and l.party_id <= :last and l.seq <= :known
order by l.party_id, l.date desc, l.seq desc
