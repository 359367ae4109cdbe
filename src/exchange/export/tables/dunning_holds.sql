select h.seq, p.code as party, h.date, h.until as until_on, h.reason
from dunning_hold h
join party p on p.id = h.party_id
order by h.seq
