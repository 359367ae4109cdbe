-- Each counter has taken as many numbers as documents bear; the documents are counted once, by the length of their periods.
with used as (
  select p.kind, substr(d.date, 1, p.length) as period, count(*) as used
  from (select distinct kind, length(period) as length from number_counter where kind not like 'voucher%') p
  join document d on d.kind = p.kind and d.numbered
  group by 1, 2
)
select c.kind || ' ' || c.period || ': ' || c.last_number || ' taken, ' || coalesce(u.used, 0) || ' used' as fault
from number_counter c
left join used u on u.kind = c.kind and u.period = c.period
where c.kind not like 'voucher%' and c.last_number <> coalesce(u.used, 0)
limit :shown
