select coalesce(sum(a.side * (b.debit_base_minor - b.credit_base_minor)), 0)
from balance b
join account a on a.id = b.account_id
where a.id = (select account_id from account_role where role = :role) and b.month <= :month
