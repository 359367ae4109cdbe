insert into recurring_occurrence
  (recurring_id, scheduled_on, outcome, template_seq, document_seq, draft_id, made_at)
values
  (:recurring_id, :scheduled_on, :outcome, :template_seq, :document_seq, :draft_id, :made_at)
