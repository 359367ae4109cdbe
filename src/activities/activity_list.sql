select a.seq, a.party_id, p.name as party_name, a.kind, a.date, a.time, a.contact, a.text, a.next_step, a.next_on,
       u.id as author_id, u.name as author
from activity a
join party p on p.id = a.party_id
join trail t on t.seq = case
  when a.corrects_seq is null then a.seq
  else (with recursive earlier (seq, corrects_seq) as (
          select e.seq, e.corrects_seq from activity e where e.seq = a.corrects_seq
          union all
          select e.seq, e.corrects_seq from earlier l join activity e on e.seq = l.corrects_seq
        )
        select min(earlier.seq) from earlier)
end
join user u on u.id = t.actor_id
