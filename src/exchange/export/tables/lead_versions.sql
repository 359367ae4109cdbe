select seq, lead_id, date, body
from lead_version
order by seq
