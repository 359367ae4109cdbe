select p.seq, p.party_id, y.name as party_name, p.opened_on, p.reason, p.currency, p.amount_minor, p.note, u.name as recorded_by
from dispute p
join party y on y.id = p.party_id
join trail t on t.seq = p.seq
join user u on u.id = t.actor_id
where p.party_id >= :first and p.party_id <= :last and p.opened_on <= :day and p.seq <= :known
order by p.party_id, p.opened_on, p.seq
