select account_id, sum(opening) as opening_minor, sum(debit) as debit_minor, sum(credit) as credit_minor
from (
  -- whole months, kept; summed in the order of their key
  select account_id,
         sum(case when month < :from_month then debit_base_minor - credit_base_minor else 0 end) as opening,
         sum(case when month >= :from_month then debit_base_minor else 0 end) as debit,
         sum(case when month >= :from_month then credit_base_minor else 0 end) as credit
  from balance
  where month <= :last_kept_month
  group by account_id
  union all
  -- the month that as_of cuts
  select account_id,
         case when date < :from then side * base_minor else 0 end,
         case when date >= :from and side = 1 then base_minor else 0 end,
         case when date >= :from and side = -1 then base_minor else 0 end
  from entry_line indexed by entry_line_by_account
  where account_id in (select id from account) and date > :kept_to and date <= :as_of
  union all
  -- the days before `from` in a month that was counted whole
  select account_id, side * base_minor,
         case side when 1 then -base_minor else 0 end,
         case side when -1 then -base_minor else 0 end
  from entry_line indexed by entry_line_by_account
  where account_id in (select id from account) and date >= :from_month_start and date < :from and date <= :kept_to
  union all
  -- what was recorded later
  select account_id,
         case when date < :from then -side * base_minor else 0 end,
         case when date >= :from and side = 1 then -base_minor else 0 end,
         case when date >= :from and side = -1 then -base_minor else 0 end
  from entry_line
  where seq > :known and date <= :as_of
)
group by account_id
