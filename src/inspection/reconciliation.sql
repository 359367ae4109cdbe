-- Letters, replies and what became of differences are what their acts of the trail say.
select fault
from (
  select 'reconciliation_run #' || n.seq as fault
  from reconciliation_run n
  join trail t on t.seq = n.seq
  where t.body is not null
    and (n.form, n.as_of, n.known_seq, n.sent_on, n.way, n.reply_to, n.note)
        is not (t.body ->> '$.reconciliation_run.form', t.body ->> '$.reconciliation_run.as_of',
                t.body ->> '$.reconciliation_run.known_seq', t.body ->> '$.reconciliation_run.sent_on',
                t.body ->> '$.reconciliation_run.way', t.body ->> '$.reconciliation_run.reply_to',
                t.body ->> '$.reconciliation_run.note')
  union all
  select c.number
  from reconciliation c
  join trail t on t.seq = c.seq
  left join attachment f on f.id = c.attachment_id
  where t.body is not null
    and (c.run_seq, c.number, c.party_id, c.language, c.currency, c.balance_minor, lower(hex(f.sha256)))
        is not (t.body ->> '$.reconciliation.run_seq', t.body ->> '$.reconciliation.number',
                t.body ->> '$.reconciliation.party_id', t.body ->> '$.reconciliation.language',
                t.body ->> '$.reconciliation.currency', t.body ->> '$.reconciliation.balance_minor',
                t.body ->> '$.reconciliation.sha256')
  union all
  select 'reconciliation_reply #' || y.seq
  from reconciliation_reply y
  join trail t on t.seq = y.seq
  where t.body is not null
    and (y.reconciliation_seq, y.answer, y.date, y.signer, y.amount_minor, y.note, y.attachment_id)
        is not (t.body ->> '$.reconciliation_reply.reconciliation_seq', t.body ->> '$.reconciliation_reply.answer',
                t.body ->> '$.reconciliation_reply.date', t.body ->> '$.reconciliation_reply.signer',
                t.body ->> '$.reconciliation_reply.amount_minor', t.body ->> '$.reconciliation_reply.note',
                t.body ->> '$.reconciliation_reply.attachment_id')
  union all
  select 'reconciliation_comparison #' || k.seq
  from reconciliation_comparison k
  join trail t on t.seq = k.seq
  where t.body is not null
    and (k.reconciliation_seq, k.basis, k.from_on, k.file_name, k.mirrored, k.ours_minor, k.theirs_minor)
        is not (t.body ->> '$.reconciliation_comparison.reconciliation_seq',
                t.body ->> '$.reconciliation_comparison.basis', t.body ->> '$.reconciliation_comparison.from_on',
                t.body ->> '$.reconciliation_comparison.file_name',
                t.body ->> '$.reconciliation_comparison.mirrored',
                t.body ->> '$.reconciliation_comparison.ours_minor',
                t.body ->> '$.reconciliation_comparison.theirs_minor')
  union all
  select distinct 'reconciliation_resolution #' || r.seq
  from reconciliation_resolution r
  join trail t on t.seq = r.seq
  where t.body is not null
    and ((r.comparison_seq, r.act, r.date, r.document_seq, r.task_id, r.note)
         is not (t.body ->> '$.reconciliation_resolution.comparison_seq', t.body ->> '$.reconciliation_resolution.act',
                 t.body ->> '$.reconciliation_resolution.date', t.body ->> '$.reconciliation_resolution.document_seq',
                 t.body ->> '$.reconciliation_resolution.task_id', t.body ->> '$.reconciliation_resolution.note')
         or not exists (select 1 from json_each(t.body, '$.reconciliation_resolution.findings') f where f.value = r.finding))
)
limit :shown
