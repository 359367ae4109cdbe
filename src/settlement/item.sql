select i.id, i.seq, i.document_seq, d.kind as document_kind,
       case when d.detail is null and i.seq = d.seq then d.number else (select n.name from item_name n where n.item_id = i.id) end
         as document_number,
       a.control, i.account_id,
       a.code as account_code, i.party_id, i.date, i.due_on, i.currency, i.amount_minor, i.base_minor,
       coalesce(o.remaining_minor, 0) as remaining_minor,
       coalesce(o.remaining_base_minor, 0) as remaining_base_minor, b.currency as base_currency
from open_item i
join account a on a.id = i.account_id
join book b on b.id = 1
left join document d on d.seq = i.document_seq
left join outstanding o
  on o.account_id = i.account_id and o.party_id = i.party_id and o.due_on = i.due_on and o.item_id = i.id
