select s.party_id, substr(s.date, 1, 7) as month,
       decimal_sum(case when (s.kind = 'invoice') = (s.direction = 1) then l.quantity end) as sold,
       decimal_sum(case when (s.kind = 'invoice') <> (s.direction = 1) then l.quantity end) as taken_back
from net_sale s
join document_line l on l.seq = s.document_seq
where s.date between :from and :to and s.seq <= :known
group by s.party_id, substr(s.date, 1, 7)
order by s.party_id, month
