select seq, name, valid_from as starts_on, percent, source
from reference_rate
order by seq
