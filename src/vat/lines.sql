-- Lines of documents on their day, and back on the day of their void; of a document in another currency also what its
-- entry posted on accounts of tax.
with counted as (
  select d.seq, d.seq as act, d.date, case d.kind when :credit then -1 else 1 end as sign
  from document d
  where d.kind in (:plain, :credit) and d.date >= :from and d.date <= :to and d.seq <= :known
  union all
  select d.seq, v.seq, v.date, case d.kind when :credit then 1 else -1 end
  from document_void v
  join document d on d.seq = v.document_seq
  where d.kind in (:plain, :credit) and v.date >= :from and v.date <= :to and v.seq <= :known
), tax_account as (
  select account_id from account_role where role in ('VAT_OUT', 'VAT_IN', 'VAT_SMALL', 'VAT_SIMPLIFIED')
  union
  select output_account_id from tax_part where output_account_id is not null and not withheld
  union
  select input_account_id from tax_part where input_account_id is not null and not withheld
)
select c.seq, c.act, c.date, c.sign, d.kind, d.number, d.party_id, d.date as issued_on, d.currency, d.rate,
       coalesce(o.date, d.date) as origin_on,
       coalesce(d.detail ->> '$.special_invoice', o.detail ->> '$.special_invoice', 0) as special, l.line, l.tax_id, l.net_minor, l.tax_minor,
       case when d.currency = (select currency from book) then 0 else abs((
         select coalesce(sum(e.side * e.base_minor), 0) from entry_line e
         where e.seq = c.seq and e.account_id in (select account_id from tax_account)
       )) end as tax_base_minor
from counted c
join document d on d.seq = c.seq
join document_line l on l.seq = c.seq
left join document o on o.seq = d.credits_seq
order by c.date, c.act, l.line
