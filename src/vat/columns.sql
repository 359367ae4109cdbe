-- What the accounts of value added tax held before a period and what moved on them, credit above nought. What an
-- entry posts that touches an account of transfer is a transfer. Before the period's first month the kept balances tell
-- it, less what was recorded since.
with vat_account as (
  select a.id
  from account a
  where a.id in (select account_id from account_role where role in ('VAT_OUT', 'VAT_IN', 'VAT_UNPAID'))
     or a.code like (select s.code from account s
                     join account_role r on r.account_id = s.id and r.role = 'VAT_SMALL') || '%'
), transfers as (
  select distinct l.seq
  from account_role r
  join entry_line l on l.account_id = r.account_id
  where r.role in ('VAT_TRANSFER', 'VAT_OVERPAID', 'VAT_UNPAID')
    and l.date >= :from and l.date <= :to and l.seq <= :known
), moves as (
  select account_id, credit_base_minor - debit_base_minor as before_minor, 0 as moved_minor, 0 as transferred_minor
  from balance
  where account_id in (select id from vat_account) and month < :first_month
  union all
  -- `+` keeps to the key: only what was recorded later is read
  select account_id, side * base_minor, 0, 0
  from entry_line
  where seq > :known and date < :first_day and +account_id in (select id from vat_account)
  union all
  select account_id, case when date < :from then -side * base_minor else 0 end,
         case when date >= :from and seq not in transfers then -side * base_minor else 0 end,
         case when date >= :from and seq in transfers then -side * base_minor else 0 end
  from entry_line indexed by entry_line_by_account
  where account_id in (select id from vat_account) and date >= :first_day and date <= :to and seq <= :known
)
select a.code, a.name_zh, a.name_en,
       (select role from account_role where account_id = a.id and role like 'VAT_%') as role,
       sum(m.before_minor) as before_minor, sum(m.moved_minor) as moved_minor,
       sum(m.transferred_minor) as transferred_minor
from moves m
join account a on a.id = m.account_id
group by a.id
order by coalesce(role = 'VAT_OUT', 0) desc, a.code
