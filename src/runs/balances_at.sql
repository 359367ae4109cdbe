select p.id as party_id, p.code, p.name, m.currency, sum(m.amount_minor) as balance_minor
from (
  select i.party_id, i.currency, case a.control when 'customer_advance' then -i.amount_minor else i.amount_minor end as amount_minor
  from party_item i
  join account a on a.id = i.account_id
  where a.control in ('receivable', 'customer_advance') and i.date <= :as_of
  union all
  select i.party_id, i.currency, case a.control when 'customer_advance' then l.amount_minor else -l.amount_minor end
  from party_item i
  join account a on a.id = i.account_id
  join allocation l on l.item_id = i.id
  where a.control in ('receivable', 'customer_advance') and l.date <= :as_of
) m
join party p on p.id = m.party_id
where p.is_customer and not p.archived
group by p.id, m.currency
order by p.code, m.currency
