select coalesce(sum(b.credit_base_minor - b.debit_base_minor), 0)
from balance b
join account a on a.id = b.account_id
where a.type = 'revenue' and b.month = :month
  and a.id not in (select account_id from account_role where role in ('FX_GAIN', 'BAD_RECOV', 'PROFIT'))
