-- When each customer in use was last dealt with: its last sales document, or else the day it was entered.
select p.id, p.name, p.short_name, p.code, p.owner_id, u.name as owner_name,
       coalesce(
         (select max(d.date) from document d where d.party_id = p.id and d.kind in ('invoice', 'credit_note', 'receipt')
            and d.date <= :today),
         (select substr(t.recorded_at, 1, 10)
          from party_version v join trail t on t.seq = v.seq
          where v.party_id = p.id and v.version = 1)) as last_on
from party p
left join user u on u.id = p.owner_id
where p.is_customer and not p.archived
order by p.id
