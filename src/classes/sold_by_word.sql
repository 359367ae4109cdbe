-- What was sold by month and by one word that the book keeps with the customer.
select case :by when 'industry' then p.industry when 'region' then p.region when 'source' then p.source
         when 'owner' then cast(p.owner_id as text) when 'currency' then p.currency when 'terms' then p.terms end as word,
       substr(s.date, 1, 7) as month, sum(s.net_base_minor) as net_minor, sum(s.direction) as documents
from net_sale s
cross join party p on p.id = s.party_id
where s.date between :from and :to and s.seq <= :known and p.is_customer
group by word, substr(s.date, 1, 7)
order by word, month
