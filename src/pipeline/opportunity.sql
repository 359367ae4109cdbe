select o.id, o.pipeline_id, o.party_id, p.name as party_name, o.stage_id, o.state, o.owner_id, o.currency,
       o.amount_minor, o.base_minor, o.created_on, o.entered_on, o.deadline_on, o.lost_reason_id, o.version_seq,
       o.move_seq, o.entered_seq, v.body
from opportunity o
join party p on p.id = o.party_id
join opportunity_version v on v.seq = o.version_seq
where o.id = :id
