select x.seq
from credit_release x
where x.party_id = :party and x.until >= :day and x.date <= :day and x.amount_minor >= :amount
  and not exists (select 1 from credit_check k where k.release_seq = x.seq)
order by x.amount_minor, x.seq
limit 1
