select s.kind, s.pattern, c.period, c.last_number
from number_series s
left join number_counter c on c.kind = s.kind
union all
select c.kind, null, c.period, c.last_number
from number_counter c
where c.kind not in (select kind from number_series)
order by 1, 3
