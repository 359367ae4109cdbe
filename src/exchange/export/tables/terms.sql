select code, name_zh, name_en, base, months, days, active
from terms
order by code
