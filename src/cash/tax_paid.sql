-- What was paid to the tax office after a day.
select coalesce(sum(l.side * l.base_minor), 0)
from entry_line l
where l.account_id in (select account_id from account_role
                       where role in ('VAT_UNPAID', 'VAT_SMALL', 'CITY_TAX', 'EDUCATION', 'LOCAL_EDUCATION'))
  and l.date > :from and l.date <= :day
  and exists (select 1
              from entry_line c
              join account a on a.id = c.account_id and a.is_cash
              where c.seq = l.seq)
