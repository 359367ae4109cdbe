select coalesce(sum(minor), 0)
from (
  select debit_base_minor - credit_base_minor as minor
  from balance
  where account_id in (select id from account where control = :control) and month <= :last_kept_month
  union all
  select side * base_minor
  from entry_line indexed by entry_line_by_account
  where account_id in (select id from account where control = :control) and date > :kept_to and date <= :as_of
  union all
  select -side * base_minor
  from entry_line
  -- `+` keeps to the key: only what was recorded later is read
  where seq > :known and date <= :as_of and +account_id in (select id from account where control = :control)
)
