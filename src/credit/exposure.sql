-- Few accounts first, then the party's rows of the key. What orders add is counted once for all parties in question.
with ordered as materialized (
  select party_id, ordered_minor, delivered_minor
  from party_order_open
  where party_id >= :first and party_id <= :last
)
select p.id as party_id,
       coalesce((select sum(t.open_base_minor)
                 from account a
                 cross join party_total t on t.account_id = a.id and t.party_id = p.id
                 where a.control = 'receivable'), 0) as open_minor,
       coalesce((select sum(t.open_base_minor)
                 from account a
                 cross join party_total t on t.account_id = a.id and t.party_id = p.id
                 where a.control = 'customer_advance'), 0) as advance_minor,
       (select min(o.due_on)
        from account a
        cross join outstanding o on o.account_id = a.id and o.party_id = p.id
        where a.control = 'receivable' and o.remaining_minor > 0) as oldest_due_on,
       coalesce(w.ordered_minor, 0) as ordered_minor,
       coalesce(w.delivered_minor, 0) as delivered_minor
from party p
left join ordered w on w.party_id = p.id
where p.is_customer and p.id >= :first and p.id <= :last
order by p.id
