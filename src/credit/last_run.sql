select seq, date
from credit_review_run
where date <= :day and seq <= :known
order by date desc, seq desc
limit 1
