select seq, form, as_of as as_of_on, known_seq, sent_on, way, reply_to, note
from reconciliation_run
order by seq
