-- Every receivable item of an invoice as known at the end of a day: when money settled the last of it. What was voided,
-- or settled by credit notes alone, tells nothing about paying.
select i.party_id, i.date, i.due_on, i.base_minor,
       case when i.amount_minor = coalesce(sum(l.amount_minor), 0) then max(l.date) end as settled_on,
       coalesce(sum(case when s.kind = 'credit_note' then l.amount_minor end), 0) = i.amount_minor as is_credited
from party_item i
cross join account a on a.id = i.account_id
cross join document d on d.seq = i.document_seq
left join allocation l on l.item_id = i.id and l.date <= :as_of
left join document s on s.seq = l.document_seq
where a.control = 'receivable' and d.kind = 'invoice' and i.date <= :as_of and i.base_minor > 0
  and not exists (select 1 from document_void v where v.document_seq = d.seq and v.date <= :as_of)
group by i.id
having not is_credited
order by i.date, i.id
