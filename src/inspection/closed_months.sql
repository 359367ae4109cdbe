select '记-' || e.number || ' ' || e.month || ' (#' || e.seq || ')' as fault
from closing c
join entry e on e.month <= c.month and e.seq > c.seq
limit :shown
