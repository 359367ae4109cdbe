-- `cross join` keeps the order: the few accounts first, then the party's rows of the key, however the tables grow
select o.item_id, o.date, o.due_on, o.currency, o.remaining_minor
from account a
cross join outstanding o on o.account_id = a.id and o.party_id = :party
where a.control = :control and (:exactly is null or o.remaining_minor = :exactly and o.currency = :currency)
  and (:until is null or o.date <= :until)
order by o.due_on, o.date, o.item_id
limit :limit
