update opportunity
set (pipeline_id, party_id, title, owner_id, stage_id, state, currency, amount_minor, base_minor, expected_close_on,
     source, next_step, next_step_on, created_on, entered_on, deadline_on, lost_reason_id, version_seq, move_seq,
     entered_seq)
  = (select pipeline_id, party_id, title, owner_id, stage_id, state, currency, amount_minor, base_minor,
            expected_close_on, source, next_step, next_step_on, created_on, entered_on, deadline_on, lost_reason_id,
            version_seq, move_seq, entered_seq
     from opportunity_now n
     where n.id = opportunity.id)
where id = :id
