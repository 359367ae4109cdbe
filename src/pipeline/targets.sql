select t.user_id, t.month, t.amount_minor
from sales_target t
where t.month between :from and :to
  and t.seq = (select max(l.seq) from sales_target l
               where l.user_id = t.user_id and l.month = t.month and l.seq <= :known)
  and t.amount_minor > 0
order by t.user_id, t.month
