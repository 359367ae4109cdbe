select kind || ' ' || period || ': ' || last_number || ' taken, ' || used || ' used' as fault
from (
  select c.kind, c.period, c.last_number,
         (select count(*) from document d
          where d.kind = c.kind and d.numbered and substr(d.date, 1, length(c.period)) = c.period) as used
  from number_counter c
  where c.kind not like 'voucher%'
)
where last_number <> used
limit :shown
