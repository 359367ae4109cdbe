select seq, content
from cash_plan
order by seq
