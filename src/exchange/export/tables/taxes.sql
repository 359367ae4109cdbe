select id, code, treatment, kind, rate_percent, name_zh, name_en, nullif(valid_from, '') as starts_on,
       valid_to as ends_on, active
from tax
order by id
