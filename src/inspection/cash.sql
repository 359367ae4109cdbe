-- Plans of cash and kept forecasts are what their acts of the trail say.
select fault
from (
  select 'cash_plan #' || c.seq as fault
  from cash_plan c
  join trail t on t.seq = c.seq
  where t.body is not null and json(t.body ->> '$.cash_plan') is not json(c.content)
  union all
  select 'cash_forecast #' || c.seq
  from cash_forecast c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (json(t.body ->> '$.cash_forecast') is not json(c.content) or c.date is not c.content ->> '$.date')
)
limit :shown
