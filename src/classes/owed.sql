with day (today) as (select ?)
select o.party_id, sum(o.remaining_base_minor) as receivable_minor,
       coalesce(sum(o.remaining_base_minor) filter (where o.due_on < day.today and o.remaining_base_minor > 0), 0)
         as overdue_minor
from day
cross join outstanding o
where o.account_id = (select account_id from account_role where role = 'AR')
group by o.party_id
