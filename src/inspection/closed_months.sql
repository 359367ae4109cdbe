select n.name || ' (#' || e.seq || ')' as fault
from closing c
join entry e on e.month <= c.month and e.seq > c.seq
join voucher n on n.seq = e.seq
limit :shown
