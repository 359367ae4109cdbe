select rule, valid_from as starts_on, valid_to as ends_on, value
from vat_rule
order by rule, valid_from
