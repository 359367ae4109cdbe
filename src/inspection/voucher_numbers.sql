select month || ' ' || substr(name, 1, instr(name, ' ') - 1) as fault
from (
  select e.month, e.number, n.name,
         row_number() over (partition by e.type, e.month order by e.number) as wanted
  from entry e
  join voucher n on n.seq = e.seq
)
where number <> wanted
order by month, name
limit :shown
