-- Each customer's orders and net sales up to a day, as known at a moment; the twelve months begin after year_ago. A void
-- invoice is no order; its net counts back on the day of the void.
with day (today, year_ago, known) as (select ?, ?, ?)
select s.party_id,
       coalesce(sum(s.net_base_minor) filter (where s.date > day.year_ago), 0) as net_12m_minor,
       count(*) filter (where s.kind = 'invoice' and s.direction = 1 and v.seq is null) as orders,
       count(*) filter (where s.kind = 'invoice' and s.direction = 1 and v.seq is null and s.date > day.year_ago)
         as orders_12m,
       max(s.date) filter (where s.kind = 'invoice' and s.direction = 1 and v.seq is null) as last_order_on
from day
cross join net_sale s
left join document_void v on v.document_seq = s.document_seq and v.date <= day.today and v.seq <= day.known
where s.date <= day.today and s.seq <= day.known
group by s.party_id
