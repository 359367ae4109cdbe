select r.seq, r.comparison_seq, r.finding, r.act, r.date, d.number as document, r.task_id, r.note
from reconciliation_resolution r
left join document d on d.seq = r.document_seq
order by r.seq, r.finding
