-- What each document of the period brought without tax, in the book's currency, and whose it is: of who sold it, else of who
-- looked after the customer when it was issued; back on the day of its void
with counted as (
  select d.seq, d.seq as entry_seq, d.date
  from document d
  where d.kind in ('invoice', 'credit_note') and d.date >= :from and d.date <= :as_of and d.seq <= :known
  union all
  select d.seq, v.seq, v.date
  from document_void v
  join document d on d.seq = v.document_seq
  where d.kind in ('invoice', 'credit_note') and v.date >= :from and v.date <= :as_of and v.seq <= :known
)
select c.seq, c.date, d.number, coalesce(d.salesperson_id, p.body ->> '$.owner') as seller_id,
       (select coalesce(sum(-e.side * e.base_minor), 0)
        from entry_line e
        join account a on a.id = e.account_id
        where e.seq = c.entry_seq and a.control is null
          and a.id not in (select account_id from account_role where role in ('VAT_OUT', 'VAT_IN'))) as net_minor
from counted c
join document d on d.seq = c.seq
join party_version p on p.id = d.party_version_id
order by c.date, c.entry_seq
