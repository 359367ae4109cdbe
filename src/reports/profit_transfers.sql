select l.account_id, sum(l.side * l.base_minor) as minor
from entry e
join entry_line l on l.seq = e.seq
where e.purpose = 'profit_transfer' and e.date >= :from and e.date <= :as_of and e.seq <= :known
group by l.account_id
