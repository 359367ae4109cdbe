with day (today, control_id, advance_id) as (
  select ?, (select account_id from account_role where role = ?), (select account_id from account_role where role = ?)
),
rows as (
  select p.id, p.code, p.name, p.short_name, p.industry, p.region, p.is_customer, p.is_supplier, p.archived,
         coalesce(c.open_base_minor, 0) as balance_minor,
         coalesce(a.open_base_minor, 0) as advance_minor,
         case when coalesce(c.open_base_minor, 0) = 0 then 0 else
           (select coalesce(sum(o.remaining_base_minor), 0) from outstanding o
            where o.account_id = day.control_id and o.party_id = p.id and o.due_on < day.today
              and o.remaining_base_minor > 0)
         end as overdue_minor,
         case when coalesce(c.open_base_minor, 0) = 0 then null else
           (select min(o.due_on) from outstanding o
            where o.account_id = day.control_id and o.party_id = p.id and o.remaining_base_minor > 0)
         end as oldest_due_on
  from day
  join party p
  left join party_total c on c.account_id = day.control_id and c.party_id = p.id
  left join party_total a on a.account_id = day.advance_id and a.party_id = p.id
)
select id, code, name, short_name, industry, region, balance_minor, overdue_minor, advance_minor, oldest_due_on
from rows
