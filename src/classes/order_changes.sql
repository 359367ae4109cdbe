-- Customers come, stay away and come again: who orders for the first time is new; who has not ordered for twelve months is
-- lost on the day they end; who orders after that returns.
with ordered as (
  select distinct s.party_id, s.date
  from net_sale s
  left join document_void v on v.document_seq = s.document_seq and v.date <= :today and v.seq <= :known
  where s.kind = 'invoice' and s.direction = 1 and v.seq is null and s.date <= :today and s.seq <= :known
),
spans as (
  select party_id, date, date(date, '+12 months') as lost_on,
         lag(date) over (partition by party_id order by date) as previous,
         lead(date) over (partition by party_id order by date) as following
  from ordered
)
select party_id, date, 'new' as change from spans where previous is null
union all
select party_id, date, 'returning' from spans where date > date(previous, '+12 months')
union all
select party_id, lost_on, 'lost' from spans where lost_on <= :today and (following is null or following > lost_on)
order by 2, 1
