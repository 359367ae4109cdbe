-- materialised: each item's open amount is computed once, not once in every column
with open_at as materialized (
  select i.party_id,
         i.base_minor - coalesce((
           select sum(l.base_minor) from allocation l
           where l.item_id = i.id and l.date <= :as_of and l.seq <= :known
         ), 0) as open_minor,
         case when not :by_document then i.due_on
              when i.document_seq <> i.seq then (select d.date from document d where d.seq = i.document_seq)
              else i.date end as aged_from
  from open_item i
  where i.account_id in (select id from account where control = :control)
    and i.date <= :as_of and +i.seq <= :known
)
select party_id,
       sum(case when open_minor > 0 and aged_from >= :bound_0 then open_minor else 0 end) as bucket_0,
       sum(case when open_minor > 0 and aged_from < :bound_0 and aged_from >= :bound_1 then open_minor else 0 end)
         as bucket_1,
       sum(case when open_minor > 0 and aged_from < :bound_1 and aged_from >= :bound_2 then open_minor else 0 end)
         as bucket_2,
       sum(case when open_minor > 0 and aged_from < :bound_2 and aged_from >= :bound_3 then open_minor else 0 end)
         as bucket_3,
       sum(case when open_minor > 0 and aged_from < :bound_3 and aged_from >= :bound_4 then open_minor else 0 end)
         as bucket_4,
       sum(case when open_minor > 0 and aged_from < :bound_4 and aged_from >= :bound_5 then open_minor else 0 end)
         as bucket_5,
       sum(case when open_minor > 0 and aged_from < :bound_5 and aged_from >= :bound_6 then open_minor else 0 end)
         as bucket_6,
       sum(case when open_minor > 0 and aged_from < :bound_6 then open_minor else 0 end) as bucket_7,
       sum(case when open_minor < 0 then open_minor else 0 end) as credits
from open_at
where open_minor <> 0
group by party_id
