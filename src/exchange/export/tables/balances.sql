select a.code as account_code, b.currency, p.code as party_code, b.month, b.debit_minor, b.credit_minor,
       b.debit_base_minor, b.credit_base_minor
from balance b
join account a on a.id = b.account_id
left join party p on p.id = b.party_id
order by a.code, b.currency, b.party_id, b.month
