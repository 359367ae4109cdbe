select seq, valid_from as starts_on, content
from loss_rates
order by seq
