-- What customers promised and disputed is what its act of the trail says.
select fault
from (
  select 'promise #' || c.seq as fault
  from promise c
  join trail t on t.seq = c.seq
  where t.body is not null
    and ((c.party_id, c.made_on, c.due_on, c.currency, c.amount_minor, c.contact, c.note)
           is not (t.body ->> '$.promise.party_id', t.body ->> '$.promise.made_on', t.body ->> '$.promise.due_on',
                   t.body ->> '$.promise.currency', t.body ->> '$.promise.amount_minor', t.body ->> '$.promise.contact',
                   t.body ->> '$.promise.note')
         or (select coalesce(group_concat(m.item_id), '') from (select item_id from promise_item where seq = c.seq order by item_id) m)
           is not (select coalesce(group_concat(m.value), '')
                   from (select value from json_each(t.body, '$.promise.items') order by value) m))
  union all
  select 'promise_withdrawal #' || c.seq
  from promise_withdrawal c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (c.promise_seq, c.date, c.reason)
        is not (t.body ->> '$.promise_withdrawal.promise', t.body ->> '$.promise_withdrawal.date',
                t.body ->> '$.promise_withdrawal.reason')
  union all
  select 'dispute #' || c.seq
  from dispute c
  join trail t on t.seq = c.seq
  where t.body is not null
    and ((c.party_id, c.opened_on, c.reason, c.currency, c.amount_minor, c.note)
           is not (t.body ->> '$.dispute.party_id', t.body ->> '$.dispute.opened_on', t.body ->> '$.dispute.reason',
                   t.body ->> '$.dispute.currency', t.body ->> '$.dispute.amount_minor', t.body ->> '$.dispute.note')
         or (select coalesce(group_concat(m.item_id), '') from (select item_id from dispute_item where seq = c.seq order by item_id) m)
           is not (select coalesce(group_concat(m.value), '')
                   from (select value from json_each(t.body, '$.dispute.items') order by value) m))
  union all
  -- the opening is the first step: who sees to it until when stands in the act of the dispute
  select 'dispute_step #' || c.seq
  from dispute_step c
  join trail t on t.seq = c.seq
  where t.body is not null and c.seq = c.dispute_seq
    and (c.date, c.owner_id, c.deadline_on, c.outcome, c.credit_seq, c.note)
        is not (t.body ->> '$.dispute.opened_on', t.body ->> '$.dispute.owner_id', t.body ->> '$.dispute.deadline_on', null, null, '')
  union all
  select 'dispute_step #' || c.seq
  from dispute_step c
  join trail t on t.seq = c.seq
  where t.body is not null and c.seq <> c.dispute_seq
    and (c.dispute_seq, c.date, c.owner_id, c.deadline_on, c.outcome, c.credit_seq, c.note)
        is not (t.body ->> '$.dispute_step.dispute', t.body ->> '$.dispute_step.date', t.body ->> '$.dispute_step.owner_id',
                t.body ->> '$.dispute_step.deadline_on', t.body ->> '$.dispute_step.outcome',
                t.body ->> '$.dispute_step.credit_seq', t.body ->> '$.dispute_step.note')
)
limit :shown
