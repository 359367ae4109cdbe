select seq, date, letters
from dunning_run
order by seq
