insert into task_version (seq, line, task_id, party_id, title, due_on, snoozed_until, assignee_id, repeats, state, done_on,
                          salt)
values (:seq, :line, :task, :party, :title, :due_on, :snoozed_until, :assignee, :repeats, :state, :done_on, :salt)
