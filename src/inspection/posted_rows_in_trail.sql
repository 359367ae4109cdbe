select source || ' #' || seq as fault
from (
  select 'document' as source, seq from document
  union all select 'entry', seq from entry
  union all select 'open_item', seq from open_item
  union all select 'allocation', seq from allocation
  union all select 'document_void', seq from document_void
  union all select 'rescheduling', seq from rescheduling
  union all select 'party_merge', seq from party_merge
  union all select 'party_merge_undo', seq from party_merge_undo
  union all select 'contract_event', seq from contract_event
  union all select 'closing', seq from closing
  union all select 'exchange_rate', seq from exchange_rate
  union all select 'party_version', seq from party_version
  union all select 'item_version', seq from item_version
  union all select 'company_version', seq from company_version
  union all select 'sent_statement', seq from sent_statement
  union all select 'statement_answer', seq from statement_answer
  union all select 'document_decision', seq from document_decision
  union all select 'attachment', seq from attachment
  union all select 'party_attachment', seq from party_attachment
  union all select 'activity', seq from activity
  union all select 'task_version', seq from task_version
  union all select 'loss_rates', seq from loss_rates
  union all select 'interest_terms', seq from interest_terms
  union all select 'reference_rate', seq from reference_rate
  union all select 'opportunity_version', seq from opportunity_version
  union all select 'opportunity_move', seq from opportunity_move
  union all select 'stage_task', seq from stage_task
  union all select 'lead_version', seq from lead_version
  union all select 'sales_target', seq from sales_target
  union all select 'credit_policy', seq from credit_policy
  union all select 'credit_limit', seq from credit_limit
  union all select 'credit_override', seq from credit_override
  union all select 'credit_fact', seq from credit_fact
  union all select 'credit_assessment', seq from credit_assessment
  union all select 'credit_review_run', seq from credit_review_run
  union all select 'credit_release', seq from credit_release
  union all select 'cash_plan', seq from cash_plan
  union all select 'cash_forecast', seq from cash_forecast
  union all select 'promise', seq from promise
  union all select 'promise_withdrawal', seq from promise_withdrawal
  union all select 'dispute', seq from dispute
  union all select 'dispute_step', seq from dispute_step
  union all select 'dunning_policy', seq from dunning_policy
  union all select 'dunning_assignment', seq from dunning_assignment
  union all select 'dunning_hold', seq from dunning_hold
  union all select 'dunning_run', seq from dunning_run
  union all select 'dunning_decision', seq from dunning_decision
  union all select 'dunning_sent', seq from dunning_sent
  union all select 'limitation_event', seq from limitation_event
  union all select 'reconciliation_run', seq from reconciliation_run
  union all select 'reconciliation', seq from reconciliation
  union all select 'reconciliation_reply', seq from reconciliation_reply
  union all select 'reconciliation_comparison', seq from reconciliation_comparison
  union all select 'reconciliation_resolution', seq from reconciliation_resolution
  union all select 'paper_template', seq from paper_template
  union all select 'paper_template_use', seq from paper_template_use
  union all select 'mail_account', seq from mail_account
  union all select 'mail_template', seq from mail_template
  union all select 'mail', seq from mail
  union all select 'mail_outcome', seq from mail_outcome
  union all select 'pipeline_version', seq from pipeline_version where seq > 0
  -- what came with the program was recorded by no act
  union all select 'vat_rule', seq from vat_rule where seq > 0
  union all select 'taxpayer', seq from taxpayer where seq > 0
)
where seq not in (select seq from trail)
limit :shown
