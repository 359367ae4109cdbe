-- what a party owes, or we owe it, under terms that offer a discount
select o.item_id, o.due_on, o.currency, o.remaining_minor, d.date, d.net_minor, d.gross_minor,
       d.detail ->> '$.early_payment' as offers
from account a
cross join outstanding o on o.account_id = a.id and o.party_id = :party
join open_item i on i.id = o.item_id
join document d on d.seq = i.document_seq
where a.control = :control and o.remaining_minor > 0 and d.detail ->> '$.early_payment' is not null
order by o.due_on, o.item_id
