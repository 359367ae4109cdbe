-- What entries forgave and accrued for a period so far, credit above nought. What takes one of them back belongs to the
-- period of the one it reverses, on whatever day it stands.
select r.role, coalesce(sum(-l.side * l.base_minor), 0) as posted_minor
from entry e
left join entry o on o.seq = e.reverses_seq
join entry_line l on l.seq = e.seq
join account_role r on r.account_id = l.account_id
where e.purpose in ('vat_relief', 'surtax') and e.seq <= :known
  and coalesce(o.date, e.date) >= :from and coalesce(o.date, e.date) <= :to
  and r.role in ('VAT_SMALL', 'CITY_TAX', 'EDUCATION', 'LOCAL_EDUCATION')
group by r.role
