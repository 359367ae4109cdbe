select r.seq, r.date, u.name as started_by,
       (select sum(coalesce(s.base_minor, l.base_minor)) from dunning_letter l
        left join dunning_sent s on s.run_seq = l.run_seq and s.line = l.line
        where l.run_seq = r.seq) as total_minor
from dunning_run r
join trail t on t.seq = r.seq
join user u on u.id = t.actor_id
order by r.seq desc
