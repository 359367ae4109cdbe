-- What the accounts of value added tax held before a period and what moved on them, credit above nought. What an
-- entry posts that touches an account of transfer is a transfer.
with transfers as (
  select distinct l.seq
  from account_role r
  join entry_line l on l.account_id = r.account_id
  where r.role in ('VAT_TRANSFER', 'VAT_OVERPAID', 'VAT_UNPAID')
    and l.date >= :from and l.date <= :to and l.seq <= :known
)
select a.code, a.name_zh, a.name_en,
       (select role from account_role where account_id = a.id and role like 'VAT_%') as role,
       coalesce(sum(-l.side * l.base_minor) filter (where l.date < :from), 0) as before_minor,
       coalesce(sum(-l.side * l.base_minor) filter (where l.date >= :from and l.seq not in transfers), 0) as moved_minor,
       coalesce(sum(-l.side * l.base_minor) filter (where l.date >= :from and l.seq in transfers), 0) as transferred_minor
from account a
join entry_line l on l.account_id = a.id
where l.date <= :to and l.seq <= :known
  and (a.id in (select account_id from account_role where role in ('VAT_OUT', 'VAT_IN', 'VAT_UNPAID'))
       or a.code like (select s.code from account s
                       join account_role r on r.account_id = s.id and r.role = 'VAT_SMALL') || '%')
group by a.id
order by coalesce(role = 'VAT_OUT', 0) desc, a.code
