select s.seq, s.dispute_seq, s.date, u.name as owner, s.deadline_on, s.outcome, d.number as credit_note, s.note
from dispute_step s
join user u on u.id = s.owner_id
left join document d on d.seq = s.credit_seq
order by s.seq
