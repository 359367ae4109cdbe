select a.seq, a.recorded_at, u.name as actor, v.seq is not null as is_version, v.body, v.date as version_date,
       m.seq is not null as is_move, m.stage_id, m.enters, m.date as move_date, m.owner_id, m.deadline_on,
       m.lost_reason_id, m.why, t.place, t.done, t.date as task_date, t.move_seq as task_move
from trail a
join user u on u.id = a.actor_id
left join opportunity_version v on v.seq = a.seq
left join opportunity_move m on m.seq = a.seq
left join stage_task t on t.seq = a.seq
where a.subject = 'opportunity' and a.subject_id = :id
order by a.seq
