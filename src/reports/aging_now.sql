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
from (
  select party_id, remaining_base_minor as open_minor,
         case when :by_document then date else due_on end as aged_from
  from outstanding
  where account_id in (select id from account where control = :control)
)
group by party_id
