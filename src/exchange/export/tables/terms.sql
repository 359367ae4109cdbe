select code, name_zh, name_en, base, months, days, active, discounts, plan
from terms
order by code
