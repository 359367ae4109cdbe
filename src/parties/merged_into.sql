select m.seq, m.date, p.id, p.code, p.name
from party_merge m
join party p on p.id = m.into_id
where m.party_id = :party
  and not exists (select 1 from party_merge_undo u where u.merge_seq = m.seq)
