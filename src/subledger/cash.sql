select coalesce(sum(b.debit_base_minor - b.credit_base_minor), 0)
from balance b
join account a on a.id = b.account_id
where a.id in (select account_id from account_role where role in ('BANK', 'CASH'))
   or a.parent in (select parent from account where id in (select account_id from account_role where role = 'BANK'))
