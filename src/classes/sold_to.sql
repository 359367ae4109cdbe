-- Customers with what they bought, up to a day, as known at a moment, each figure looked up where a condition asks for it: by
-- the acts that an index of documents has of one customer. The twelve months begin after year_ago. A void invoice is no
-- order; its net counts back on the day of the void.
with day (today, year_ago, known) as (select ?, ?, ?)
select p.*,
       (select coalesce(sum(s.net_base_minor), 0)
        from document d
        cross join net_sale s on s.seq = d.seq
        where d.party_id = p.id and d.date > day.year_ago and d.date <= day.today and d.seq <= day.known)
       + (select coalesce(sum(s.net_base_minor), 0)
          from document_void v
          cross join net_sale s on s.seq = v.seq
          where v.party_id = p.id and v.date > day.year_ago and v.date <= day.today and v.seq <= day.known)
         as net_12m_minor,
       (select count(*)
        from document d
        cross join net_sale s on s.seq = d.seq
        where d.party_id = p.id and d.date <= day.today and d.seq <= day.known and s.kind = 'invoice'
          and not exists (select 1 from document_void v
                          where v.document_seq = d.seq and v.date <= day.today and v.seq <= day.known)) as orders,
       (select count(*)
        from document d
        cross join net_sale s on s.seq = d.seq
        where d.party_id = p.id and d.date > day.year_ago and d.date <= day.today and d.seq <= day.known
          and s.kind = 'invoice'
          and not exists (select 1 from document_void v
                          where v.document_seq = d.seq and v.date <= day.today and v.seq <= day.known)) as orders_12m,
       (select d.date
        from document d
        cross join net_sale s on s.seq = d.seq
        where d.party_id = p.id and d.date <= day.today and d.seq <= day.known and s.kind = 'invoice'
          and not exists (select 1 from document_void v
                          where v.document_seq = d.seq and v.date <= day.today and v.seq <= day.known)
        order by d.date desc
        limit 1) as last_order_on
from day
cross join party p
