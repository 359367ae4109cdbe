-- What stands on the accounts of taxes that are owed, credit above nought.
select coalesce(sum(b.credit_base_minor - b.debit_base_minor), 0)
from balance b
where b.account_id in (select account_id from account_role
                       where role in ('VAT_UNPAID', 'VAT_SMALL', 'CITY_TAX', 'EDUCATION', 'LOCAL_EDUCATION'))
