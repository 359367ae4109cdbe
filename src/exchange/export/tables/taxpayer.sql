select seq, valid_from as starts_on, regime, filing, city_percent, relief
from taxpayer
order by valid_from, seq
