-- What was agreed, overruled, released and known of customers is what its act of the trail says.
select fault
from (
  select 'credit_policy #' || c.seq as fault
  from credit_policy c
  join trail t on t.seq = c.seq
  where t.body is not null and json(t.body ->> '$.credit_policy') is not json(c.content)
  union all
  select 'credit_limit #' || c.seq
  from credit_limit c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (c.party_id, c.date, c.amount_minor, c.reason)
        is not (t.body ->> '$.credit_limit.party_id', t.body ->> '$.credit_limit.date',
                t.body ->> '$.credit_limit.amount_minor', t.body ->> '$.credit_limit.reason')
  union all
  select 'credit_override #' || c.seq
  from credit_override c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (c.party_id, c.date, c.grade, c.until, c.reason, c.requested_by, c.approved_by)
        is not (t.body ->> '$.credit_override.party_id', t.body ->> '$.credit_override.date',
                t.body ->> '$.credit_override.grade', t.body ->> '$.credit_override.until',
                t.body ->> '$.credit_override.reason', t.body ->> '$.credit_override.requested_by',
                t.body ->> '$.credit_override.approved_by')
  union all
  select 'credit_fact #' || c.seq
  from credit_fact c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (c.party_id, c.date, c.kind, c.amount_minor, c.note)
        is not (t.body ->> '$.credit_fact.party_id', t.body ->> '$.credit_fact.date', t.body ->> '$.credit_fact.kind',
                t.body ->> '$.credit_fact.amount_minor', t.body ->> '$.credit_fact.note')
  union all
  select 'credit_assessment #' || c.seq
  from credit_assessment c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (c.party_id, c.date, c.character, c.capacity, c.capital, c.collateral, c.conditions)
        is not (t.body ->> '$.credit_assessment.party_id', t.body ->> '$.credit_assessment.date',
                t.body ->> '$.credit_assessment.character', t.body ->> '$.credit_assessment.capacity',
                t.body ->> '$.credit_assessment.capital', t.body ->> '$.credit_assessment.collateral',
                t.body ->> '$.credit_assessment.conditions')
  union all
  select 'credit_release #' || c.seq
  from credit_release c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (c.party_id, c.date, c.amount_minor, c.until, c.reason, c.requested_by, c.approved_by)
        is not (t.body ->> '$.credit_release.party_id', t.body ->> '$.credit_release.date',
                t.body ->> '$.credit_release.amount_minor', t.body ->> '$.credit_release.until',
                t.body ->> '$.credit_release.reason', t.body ->> '$.credit_release.requested_by',
                t.body ->> '$.credit_release.approved_by')
)
limit :shown
