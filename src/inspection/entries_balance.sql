select n.name || coalesce(' ' || d.number, '') || ' (#' || e.seq || ')' as fault
from entry e
join voucher n on n.seq = e.seq
left join document d on d.seq = e.seq
left join (select seq, sum(side * base_minor) as difference, count(*) as lines from entry_line group by seq) l
  on l.seq = e.seq
where coalesce(l.lines, 0) = 0 or l.difference <> 0
order by e.seq
limit :shown
