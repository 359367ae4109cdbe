select o.item_id, o.date, o.due_on, o.currency, o.remaining_minor
from account a
join outstanding o on o.account_id = a.id and o.party_id = :party
where a.control = :control
order by o.due_on, o.date, o.item_id
