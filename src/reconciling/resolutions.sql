select r.seq, r.finding, r.act, r.date, r.document_seq, d.number as document_number, d.kind as document_kind, r.task_id,
       r.note, u.name as resolved_by
from reconciliation_resolution r
left join document d on d.seq = r.document_seq
join trail t on t.seq = r.seq
join user u on u.id = t.actor_id
where r.comparison_seq = :comparison
order by r.seq
