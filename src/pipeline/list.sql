select o.id, o.pipeline_id, o.stage_id, o.state, o.title, o.party_id, p.name as party_name, o.owner_id,
       u.name as owner_name, u.active as owner_active, o.currency, o.amount_minor, o.base_minor, o.expected_close_on,
       o.source, o.next_step, o.next_step_on, o.created_on, o.entered_on, o.deadline_on, o.lost_reason_id, o.move_seq
from opportunity o
join party p on p.id = o.party_id
join user u on u.id = o.owner_id
