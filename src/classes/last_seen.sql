-- When each customer that has a rhythm of its own, or is one of the members, was last dealt with: its last sales document,
-- receipt or contact, or else the day it was entered.
select p.id, p.name, p.short_name, p.code, p.owner_id, u.name as owner_name, p.visit_days,
       coalesce(
         (select max(l.date)
          from (select max(d.date) as date from document d
                where d.party_id = p.id and d.kind in ('invoice', 'credit_note', 'receipt') and d.date <= :today
                union all
                select max(a.date) from activity a
                where a.party_id = p.id and a.kind <> 'note' and not a.withdrawn and a.date <= :today
                  and not exists (select 1 from activity c where c.corrects_seq = a.seq)) l),
         (select substr(t.recorded_at, 1, 10)
          from party_version v join trail t on t.seq = v.seq
          where v.party_id = p.id and v.version = 1)) as last_on
from party p
left join user u on u.id = p.owner_id
where p.is_customer and not p.archived and (:owner is null or p.owner_id = :owner)
  and (p.visit_days is not null or p.id in (select value from json_each(:members)))
order by p.id
