insert into opportunity_move
  (seq, opportunity_id, stage_id, enters, date, owner_id, deadline_on, lost_reason_id, why, salt)
values
  (:seq, :opportunity, :stage, :enters, :date, :owner, :deadline, :lost_reason, :why, :salt)
