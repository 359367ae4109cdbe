select trim(coalesce(n.name, t.command) || ' ' || coalesce(d.number, '')) || ' (#' || t.seq || ')'
         as name
from trail t
left join voucher n on n.seq = t.seq
left join document d on d.seq = t.seq
where t.seq = :seq
