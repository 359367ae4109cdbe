select k.seq, k.decision, k.date, k.said_by, k.reason, coalesce(u.name, '') as recorded_by
from document_decision k
left join trail t on t.seq = k.seq
left join user u on u.id = t.actor_id
where k.document_seq = :document
order by k.seq
