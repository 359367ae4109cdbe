select coalesce(sum(debit_base_minor - credit_base_minor), 0)
from balance
where month <= :month
