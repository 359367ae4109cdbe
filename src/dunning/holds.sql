select h.seq, h.party_id, p.name as party_name, h.date, h.until, h.reason, u.name as set_by,
       coalesce(h.until >= :day, 0) and h.seq = (select max(l.seq) from dunning_hold l where l.party_id = h.party_id) as holds
from dunning_hold h
join party p on p.id = h.party_id
join trail t on t.seq = h.seq
join user u on u.id = t.actor_id
order by h.seq desc
