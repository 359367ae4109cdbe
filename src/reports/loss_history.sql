-- How what fell due in a year was paid: what of it was still open on its due day, after each end, and what is lost: given
-- up, or open still. What was taken back by a void was never owed; what was rescheduled fell due on its new day.
with due as materialized (
  select i.id, i.base_minor, i.due_on
  from open_item i
  left join document_void v on v.document_seq = i.document_seq and v.date <= :as_of and v.seq <= :known
  where i.account_id in (select id from account where control = 'receivable')
    and not exists (select 1 from allocation l join rescheduling s on s.seq = l.seq
                    where l.item_id = i.id and s.seq <= :known)
    and i.base_minor > 0 and i.due_on > :from and i.due_on <= :to and +i.seq <= :known and v.seq is null
    and (:parties is null or i.party_id in (select value from json_each(:parties)))
), paid as materialized (
  select d.id, julianday(l.date) - julianday(d.due_on) as days, l.base_minor
  from due d
  join allocation l on l.item_id = d.id
  left join document b on b.seq = l.document_seq
  where l.date <= :as_of and l.seq <= :known and coalesce(b.kind, '') <> 'bad_debt'
), ends as (
  select -1 as place, -1e9 as days
  union all select 0, 0
  union all select key + 1, value from json_each(:ends)
  union all select 99, 1e9
)
select e.place,
       (select coalesce(sum(base_minor), 0) from due)
         - (select coalesce(sum(base_minor), 0) from paid p where p.days <= e.days) as unpaid_minor
from ends e
order by e.place
