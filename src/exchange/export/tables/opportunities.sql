select o.id, o.pipeline_id, p.code as party, o.title, u.name as owner, o.stage_id, o.state, o.currency, o.amount_minor,
       o.base_minor, o.expected_close_on, o.source, o.next_step, o.next_step_on, o.created_on, o.entered_on, o.deadline_on,
       o.lost_reason_id, o.version_seq, o.move_seq, o.entered_seq
from opportunity o
join party p on p.id = o.party_id
join user u on u.id = o.owner_id
order by o.id
