select account_id, sum(debit_base_minor - credit_base_minor) as minor
from balance
where month <= :month
group by account_id
having minor <> 0
