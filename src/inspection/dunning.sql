-- Reminders are what their acts of the trail say: policies, holds, runs with each letter, decisions, what went out.
select fault
from (
  select 'dunning_policy #' || c.seq as fault
  from dunning_policy c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (json(t.body ->> '$.dunning_policy') is not json(c.content) or t.body ->> '$.dunning_policy.id' is not c.policy_id)
  union all
  select 'dunning_assignment #' || c.seq
  from dunning_assignment c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (c.party_id, c.policy_id)
        is not (t.body ->> '$.dunning_assignment.party_id', t.body ->> '$.dunning_assignment.policy_id')
  union all
  select 'dunning_hold #' || c.seq
  from dunning_hold c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (c.party_id, c.date, c.until, c.reason)
        is not (t.body ->> '$.dunning_hold.party_id', t.body ->> '$.dunning_hold.date', t.body ->> '$.dunning_hold.until',
                t.body ->> '$.dunning_hold.reason')
  union all
  select 'dunning_run #' || c.seq
  from dunning_run c
  join trail t on t.seq = c.seq
  where t.body is not null
    and ((c.date, c.letters) is not (t.body ->> '$.dunning_run.date', json_array_length(t.body, '$.dunning_run.letters'))
         or c.letters is not (select count(*) from dunning_letter l where l.run_seq = c.seq))
  union all
  select 'dunning_letter #' || c.run_seq || '/' || c.line
  from dunning_letter c
  join trail t on t.seq = c.run_seq
  where t.body is not null
    and (json(c.content) is not json(t.body -> ('$.dunning_run.letters[' || (c.line - 1) || ']'))
         or (c.party_id, c.level, c.approval)
            is not (c.content ->> '$.party_id', c.content ->> '$.level', c.content ->> '$.needs_approval'))
  union all
  select 'dunning_decision #' || c.seq
  from dunning_decision c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (c.run_seq, c.line, c.date, c.approved, c.reason)
        is not (t.body ->> '$.dunning_decision.run', t.body ->> '$.dunning_decision.line',
                t.body ->> '$.dunning_decision.date', t.body ->> '$.dunning_decision.approved',
                t.body ->> '$.dunning_decision.reason')
  union all
  select 'dunning_sent #' || c.seq
  from dunning_sent c
  join trail t on t.seq = c.seq
  left join attachment f on f.id = c.attachment_id
  where t.body is not null
    and (json(c.content) is not json(t.body -> '$.dunning_sent.content')
         or (c.run_seq, c.line, c.date, c.outcome, c.party_id, c.level)
            is not (t.body ->> '$.dunning_sent.run', t.body ->> '$.dunning_sent.line', t.body ->> '$.dunning_sent.date',
                    t.body ->> '$.dunning_sent.outcome', c.content ->> '$.party_id', c.content ->> '$.level')
         or lower(hex(f.sha256)) is not coalesce(t.body ->> '$.dunning_sent.sha256', lower(hex(f.sha256)))
         or (f.id is null) is not (t.body ->> '$.dunning_sent.sha256' is null))
  union all
  -- the level of each item is that of its letter
  select 'dunning_sent #' || c.seq
  from dunning_sent c
  where c.outcome = 'sent'
    and (select coalesce(group_concat(s.item_id || ':' || s.level), '')
         from (select item_id, level from dunning_step where seq = c.seq order by item_id) s)
        is not (select coalesce(group_concat(i.item || ':' || i.level), '')
                from (select value ->> '$.item_id' as item, value ->> '$.level' as level from json_each(c.content, '$.items')
                      where value ->> '$.level' is not null order by 1) i)
  union all
  select 'limitation_event #' || c.seq
  from limitation_event c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (c.party_id, c.kind, c.date, c.note, c.attachment_id)
        is not (t.body ->> '$.limitation_event.party_id', t.body ->> '$.limitation_event.kind',
                t.body ->> '$.limitation_event.date', t.body ->> '$.limitation_event.note',
                t.body ->> '$.limitation_event.attachment_id')
)
limit :shown
