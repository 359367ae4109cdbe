select t.seq, u.name as user, t.month, b.currency, t.amount_minor
from sales_target t
join user u on u.id = t.user_id
join book b
order by t.seq, u.name, t.month
