-- What entries of a period forgave and accrued so far, credit above nought.
select r.role, coalesce(sum(-l.side * l.base_minor), 0) as posted_minor
from entry e
join entry_line l on l.seq = e.seq
join account_role r on r.account_id = l.account_id
where e.purpose in ('vat_relief', 'surtax') and e.date >= :from and e.date <= :to and e.seq <= :known
  and r.role in ('VAT_SMALL', 'CITY_TAX', 'EDUCATION', 'LOCAL_EDUCATION')
group by r.role
