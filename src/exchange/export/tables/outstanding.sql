select o.item_id, a.code as account_code, p.code as party_code, o.date, o.due_on, o.currency, o.remaining_minor,
       o.remaining_base_minor
from outstanding o
join account a on a.id = o.account_id
join party p on p.id = o.party_id
order by o.item_id
