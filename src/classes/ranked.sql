-- The same as bought.sql with days, scores and classes beside, for conditions over all customers; rank.rs says the rules
-- and a journey proves that both agree. Nothing is joined: SQLite would look through one side for each row of the other.
with day (today, year_ago, known) as (select ?, ?, ?),
bought as (
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
),
ranked as (
  select *,
         count(*) over () as customers,
         rank() over (order by last_order_on) - 1 as staler,
         rank() over (order by orders_12m) - 1 as rarer,
         rank() over (order by net_12m_minor) - 1 as smaller,
         sum(max(net_12m_minor, 0)) over () as total_minor,
         -- of those who buy more; a frame without its own group would be summed anew for every row
         sum(max(net_12m_minor, 0)) over (order by net_12m_minor desc)
           - sum(max(net_12m_minor, 0)) over (partition by net_12m_minor) as before_minor
  from bought
  where orders > 0
),
classed as (
  select *,
         case when customers >= 5 then staler * 5 / customers + 1 end as r,
         case when customers >= 5 then rarer * 5 / customers + 1 end as f,
         case when customers >= 5 then smaller * 5 / customers + 1 end as m,
         case when net_12m_minor <= 0 then 'c'
              when before_minor * 100 < total_minor * 80 then 'a'
              when before_minor * 100 < total_minor * 95 then 'b'
              else 'c' end as abc
  from ranked
)
select party_id, net_12m_minor, orders, orders_12m, last_order_on, r, f, m, abc,
       case when m = 5 or abc = 'a' then 'high' when m in (3, 4) then 'mid' else 'low' end as power
from classed
union all
select party_id, net_12m_minor, orders, orders_12m, last_order_on, null, null, null, null, null
from bought
where orders = 0
