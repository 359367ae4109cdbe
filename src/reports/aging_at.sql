-- materialised: each item's open amount is computed once, not once in every column
with open_at as materialized (
  select i.party_id,
         i.base_minor - coalesce((
           select sum(l.base_minor) from allocation l
           where l.item_id = i.id and l.date <= :as_of and l.seq <= :known
         ), 0) as open_minor,
         case when :by_document then i.date else i.due_on end as aged_from
  from open_item i
  where i.account_id in (select id from account where control = :control)
    and i.date <= :as_of and +i.seq <= :known
)
select party_id,
       sum(case when open_minor > 0 and aged_from >= :not_due then open_minor else 0 end) as not_due,
       sum(case when open_minor > 0 and aged_from < :not_due and aged_from >= :up_to_30 then open_minor else 0 end)
         as up_to_30,
       sum(case when open_minor > 0 and aged_from < :up_to_30 and aged_from >= :up_to_60 then open_minor else 0 end)
         as up_to_60,
       sum(case when open_minor > 0 and aged_from < :up_to_60 and aged_from >= :up_to_90 then open_minor else 0 end)
         as up_to_90,
       sum(case when open_minor > 0 and aged_from < :up_to_90 then open_minor else 0 end) as over_90,
       sum(case when open_minor < 0 then open_minor else 0 end) as credits
from open_at
where open_minor <> 0
group by party_id
