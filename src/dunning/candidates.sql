-- What customers owe that is due up to a day, by customer and due day.
select o.party_id, o.item_id, i.document_seq, d.kind,
       case when d.detail is null and i.seq = d.seq then d.number else (select n.name from item_name n where n.item_id = i.id) end
         as number,
       coalesce(d.date, o.date) as dated, o.date, o.due_on, o.currency, o.remaining_minor, o.remaining_base_minor
from account a
cross join outstanding o on o.account_id = a.id and o.party_id >= :first and o.party_id <= :last
join open_item i on i.id = o.item_id
left join document d on d.seq = i.document_seq
where a.control = 'receivable' and o.due_on <= :until and o.remaining_minor > 0
order by o.party_id, o.due_on, o.item_id
