select seq, date, content
from cash_forecast
order by seq
