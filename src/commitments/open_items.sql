select o.item_id, o.currency, o.remaining_minor
from account a
cross join outstanding o on o.account_id = a.id and o.party_id = :party
where a.control = 'receivable'
