select a.seq, p.code as party, a.policy_id
from dunning_assignment a
join party p on p.id = a.party_id
order by a.seq
