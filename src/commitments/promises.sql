select p.seq, p.party_id, y.name as party_name, p.made_on, p.due_on, p.currency, p.amount_minor, p.contact, p.note,
       u.name as recorded_by, t.actor_id, w.date as withdrawn_on, w.reason as withdrawn_reason
from promise p
join party y on y.id = p.party_id
join trail t on t.seq = p.seq
join user u on u.id = t.actor_id
left join promise_withdrawal w on w.promise_seq = p.seq and w.date <= :day and w.seq <= :known
where p.party_id >= :first and p.party_id <= :last and p.made_on <= :day and p.seq <= :known
order by p.party_id, p.due_on, p.seq
