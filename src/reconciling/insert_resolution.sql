insert into reconciliation_resolution (seq, comparison_seq, finding, act, date, document_seq, task_id, note)
values (:seq, :comparison, :finding, :act, :date, :document, :task, :note)
