-- Who falls due by a day: customers with a rhythm of their own, or with one of their class (:rhythms, days by id), so many
-- days after their last sales document, receipt or contact, or else after the day they were entered.
with asked (id, days) as (
  select cast(key as integer), value from json_each(:rhythms)
  union all
  select id, null from party
  where visit_days is not null and id not in (select cast(key as integer) from json_each(:rhythms))
),
seen as materialized (
  select p.id, p.name, p.short_name, p.owner_id, p.visit_days, coalesce(p.visit_days, asked.days) as days,
         coalesce(
           nullif(max(
             coalesce((select d.date from document d
                       where d.party_id = p.id and d.kind in ('invoice', 'credit_note', 'receipt') and d.date <= :today
                       order by d.date desc limit 1), ''),
             coalesce((select a.date from activity a
                       where a.party_id = p.id and a.kind <> 'note' and not a.withdrawn and a.date <= :today
                         and not exists (select 1 from activity c where c.corrects_seq = a.seq)
                       order by a.date desc limit 1), '')), ''),
           (select substr(t.recorded_at, 1, 10)
            from party_version v join trail t on t.seq = v.seq
            where v.party_id = p.id and v.version = 1)) as last_on
  from asked
  cross join party p on p.id = asked.id
  where p.is_customer and not p.archived
    and (:owner is null or p.owner_id = :owner or :unowned and p.owner_id is null)
)
select s.*, u.name as owner_name
from seen s
left join user u on u.id = s.owner_id
where date(s.last_on, '+' || s.days || ' days') <= :up_to
