select s.seq, s.dispute_seq, s.date, s.owner_id, o.name as owner, s.deadline_on, s.outcome, s.credit_seq, d.number as credit_number,
       s.note, u.name as recorded_by
from dispute p
cross join dispute_step s on s.dispute_seq = p.seq and s.date <= :day and s.seq <= :known
join user o on o.id = s.owner_id
join trail t on t.seq = s.seq
join user u on u.id = t.actor_id
left join document d on d.seq = s.credit_seq
where p.party_id >= :first and p.party_id <= :last and p.opened_on <= :day and p.seq <= :known
order by s.dispute_seq, s.seq
