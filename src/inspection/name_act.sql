select trim(coalesce('记-' || e.number || ' ' || e.month, t.command) || ' ' || coalesce(d.number, '')) || ' (#' || t.seq || ')'
         as name
from trail t
left join entry e on e.seq = t.seq
left join document d on d.seq = t.seq
where t.seq = :seq
