select seq, mail_seq, outcome, date, standing
from mail_outcome
order by seq
