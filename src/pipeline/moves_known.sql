select opportunity_id, stage_id, enters, date, owner_id, deadline_on, lost_reason_id
from opportunity_move
where seq <= :known
order by opportunity_id, seq
