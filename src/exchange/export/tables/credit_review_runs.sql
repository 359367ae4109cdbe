select seq, date, customers, digest
from credit_review_run
order by seq
