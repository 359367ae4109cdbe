-- The joins are crossed so that they begin with the few that were merged, not with every party.
with recursive gone(seq, id, date) as (
  select m.seq, m.party_id, m.date
  from party_merge m
  where m.into_id = :party and not exists (select 1 from party_merge_undo u where u.merge_seq = m.seq)
  union
  select m.seq, m.party_id, m.date
  from gone
  cross join party_merge m on m.into_id = gone.id
  where not exists (select 1 from party_merge_undo u where u.merge_seq = m.seq)
)
select gone.seq, gone.date, p.id, p.code, p.name
from gone
cross join party p on p.id = gone.id
order by gone.seq desc
