select m.seq, m.opportunity_id, m.stage_id, m.enters, m.date, u.name as owner, m.deadline_on, m.lost_reason_id, m.why
from opportunity_move m
join user u on u.id = m.owner_id
order by m.seq
