select month, seq, head
from closing
order by month
