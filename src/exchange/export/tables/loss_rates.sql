select seq, valid_from as starts_on, segment_by, segment, content
from loss_rates
order by seq
