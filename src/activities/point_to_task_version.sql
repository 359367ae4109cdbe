update task
set version_seq = :seq, party_id = :party, assignee_id = :assignee, state = :state,
    shown_on = max(:due_on, coalesce(:snoozed_until, :due_on))
where id = :task
