with recomputed as (
  select l.account_id, l.currency, case when a.control is null then 0 else coalesce(l.party_id, 0) end as party_id,
         substr(l.date, 1, 7) as month,
         sum(case when l.side = 1 then l.amount_minor else 0 end) as debit,
         sum(case when l.side = -1 then l.amount_minor else 0 end) as credit,
         sum(case when l.side = 1 then l.base_minor else 0 end) as debit_base,
         sum(case when l.side = -1 then l.base_minor else 0 end) as credit_base
  from entry_line l
  join account a on a.id = l.account_id
  group by 1, 2, 3, 4
)
select a.code || ' ' || coalesce(k.month, r.month) as fault
from recomputed r
full join balance k
  on k.account_id = r.account_id and k.currency = r.currency and k.party_id = r.party_id and k.month = r.month
join account a on a.id = coalesce(k.account_id, r.account_id)
where (coalesce(k.debit_minor, 0), coalesce(k.credit_minor, 0), coalesce(k.debit_base_minor, 0),
       coalesce(k.credit_base_minor, 0))
   <> (coalesce(r.debit, 0), coalesce(r.credit, 0), coalesce(r.debit_base, 0), coalesce(r.credit_base, 0))
limit :shown
