-- What we owe suppliers by a day, with what counts against it: credits and prepayments not applied, of the currency.
select o.item_id, o.party_id, p.code as party_code, p.name as party_name, i.document_seq,
       case when d.detail is null and i.seq = d.seq then d.number else (select n.name from item_name n where n.item_id = i.id) end
         as number,
       case when d.numbered then d.reference else coalesce(d.reference, d.number) end as supplier_number,
       o.date, o.due_on, o.currency, o.remaining_minor,
       (select coalesce(sum(abs(x.remaining_minor)), 0)
        from outstanding x
        join account xa on xa.id = x.account_id
        where x.party_id = o.party_id and x.currency = o.currency
          and (xa.control = 'payable' and x.remaining_minor < 0 or xa.control = 'supplier_prepayment')) as credit_minor
from account a
cross join outstanding o on o.account_id = a.id
join open_item i on i.id = o.item_id
join party p on p.id = o.party_id
left join document d on d.seq = i.document_seq
where a.control = 'payable' and o.remaining_minor > 0 and o.due_on <= :due_to
  and (:currency is null or o.currency = :currency) and (:party is null or o.party_id = :party)
order by o.currency, p.name, p.id, o.due_on, o.item_id
limit :limit
