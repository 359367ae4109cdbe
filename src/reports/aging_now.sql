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
from (
  select party_id, remaining_base_minor as open_minor,
         case when not :by_document then due_on
              else (select coalesce(d.date, i.date) from open_item i left join document d on d.seq = i.document_seq
                    where i.id = item_id) end as aged_from
  from outstanding
  where account_id in (select id from account where control = :control)
)
group by party_id
