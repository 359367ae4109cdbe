select seq, rule, valid_from as starts_on, valid_to as ends_on, value, source
from vat_rule
order by rule, valid_from, seq
