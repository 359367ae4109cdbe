select seq, opportunity_id, date, currency, amount_minor, base_minor, body
from opportunity_version
order by seq
