select fault
from (
  select integrity_check as fault from pragma_integrity_check where integrity_check <> 'ok'
  union all
  select "table" || ' row ' || coalesce(rowid, '?') || ' names a missing ' || parent from pragma_foreign_key_check
  union all
  select 'trigger ' || wanted.name
  from (select posted.value || suffix.value as name
        from json_each('["trail", "company_version", "party_version", "item_version", "entry", "entry_line", "closing",
                         "document", "document_line", "document_line_tax", "exchange_rate", "document_void", "open_item", "allocation",
                         "sent_statement", "statement_answer", "document_decision", "attachment", "party_attachment", "activity", "task_version", "vat_rule",
                         "taxpayer", "loss_rates", "interest_terms", "reference_rate",
                         "pipeline_version", "opportunity_version", "opportunity_move", "stage_task",
                         "lead_version", "sales_target", "stage", "credit_policy", "credit_limit",
                         "credit_override", "credit_fact", "credit_assessment", "credit_review_run", "credit_review", "credit_release",
                         "credit_check", "cash_plan", "cash_forecast", "promise", "promise_item", "promise_withdrawal", "dispute", "dispute_item",
                         "dispute_step", "dunning_policy", "dunning_assignment", "dunning_hold", "dunning_run",
                         "dunning_letter", "dunning_decision", "dunning_sent", "dunning_step", "limitation_event",
                         "reconciliation_run", "reconciliation", "reconciliation_reply",
                         "reconciliation_comparison", "reconciliation_finding", "reconciliation_line",
                         "reconciliation_resolution", "paper_template", "paper_template_use", "mail_account", "mail_template",
                         "mail", "mail_outcome"]') as posted
        cross join json_each('["_frozen", "_kept"]') as suffix) as wanted
  where wanted.name not in (select name from sqlite_master where type = 'trigger')
  union all
  -- each open item is found by its party, once
  select coalesce(max(d.number), 'item ' || i.id)
  from (select id, seq, party_id from open_item union all select id, seq, party_id from party_item) i
  left join document d on d.seq = i.seq
  group by i.id
  having count(*) <> 2 or min(i.party_id) <> max(i.party_id)
  union all
  -- each task is the last of its versions
  select 'task ' || k.id
  from task k
  left join task_version v on v.task_id = k.id and v.seq = k.version_seq
  where v.seq is null
     or v.seq <> (select max(l.seq) from task_version l where l.task_id = k.id)
     or (k.party_id, k.assignee_id, k.state, k.shown_on)
        is not (v.party_id, v.assignee_id, v.state, max(v.due_on, coalesce(v.snoozed_until, v.due_on)))
  union all
  -- each voided document is found by its party
  select d.number
  from document_void v
  join document d on d.seq = v.document_seq
  where v.party_id is not d.party_id
)
limit :shown
