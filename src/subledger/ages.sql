with aged as (
  select cast(julianday(:today) - julianday(due_on) as integer) as days, remaining_base_minor as minor
  from outstanding
  where account_id = (select account_id from account_role where role = :role) and remaining_base_minor > 0
)
select coalesce(sum(minor) filter (where days <= 0), 0) as current,
       coalesce(sum(minor) filter (where days between 1 and 30), 0) as late_30,
       coalesce(sum(minor) filter (where days between 31 and 60), 0) as late_60,
       coalesce(sum(minor) filter (where days between 61 and 90), 0) as late_90,
       coalesce(sum(minor) filter (where days > 90), 0) as later
from aged
