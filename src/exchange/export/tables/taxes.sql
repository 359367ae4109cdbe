select id, code, treatment, rate_percent, name_zh, name_en, active
from tax
order by id
