select l.account_id, l.currency, sum(l.side * l.amount_minor) as balance_minor,
       sum(l.side * l.base_minor) as balance_base_minor
from account a
join entry_line l on l.account_id = a.id
where a.monetary = 1 and a.control is null and l.currency <> :own and l.date <= :date
group by l.account_id, l.currency
having balance_minor <> 0 or balance_base_minor <> 0
order by a.code, l.currency
