insert into opportunity
  (pipeline_id, party_id, title, owner_id, stage_id, state, currency, amount_minor, source, next_step, created_on,
   entered_on, version_seq, move_seq, entered_seq)
values
  (:pipeline, :party, '', :owner, :stage, 'open', '', 0, '', '', :date, :date, 0, 0, 0)
