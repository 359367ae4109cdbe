select seq, line, currency, date, base_units, foreign_units, type, source
from exchange_rate
order by seq, line
