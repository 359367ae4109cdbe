select d.kind, d.number, d.date
from document d
where d.numbered and d.date >= :from and d.date <= :as_of and d.seq <= :known
order by d.kind, d.seq
