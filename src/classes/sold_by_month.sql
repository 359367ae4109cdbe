select s.party_id, substr(s.date, 1, 7) as month, sum(s.net_base_minor) as net_minor, sum(s.direction) as documents
from net_sale s
where s.date between :from and :to and s.seq <= :known
group by s.party_id, substr(s.date, 1, 7)
order by s.party_id, month
