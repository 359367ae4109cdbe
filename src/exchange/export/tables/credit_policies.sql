select seq, content
from credit_policy
order by seq
