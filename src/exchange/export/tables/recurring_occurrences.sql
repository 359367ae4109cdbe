select o.recurring_id, o.scheduled_on, o.outcome, o.template_seq, o.document_seq, d.number, o.draft_id, o.made_at
from recurring_occurrence o
left join document d on d.seq = o.document_seq
order by o.recurring_id, o.scheduled_on
