select seq, promise_seq, date, reason
from promise_withdrawal
order by seq
