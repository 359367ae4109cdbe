select a.seq, a.party_id, a.kind, a.date, a.time, a.contact, a.text, a.next_step, a.next_on, a.corrects_seq, a.withdrawn,
       t.recorded_at, t.actor_id, u.name as author,
       (select c.seq from activity c where c.corrects_seq = a.seq) as superseded_by,
       (select k.id from task k where k.activity_seq = a.seq order by k.id limit 1) as task_id
from activity a
left join trail t on t.seq = a.seq
left join user u on u.id = t.actor_id
where a.seq = :seq
