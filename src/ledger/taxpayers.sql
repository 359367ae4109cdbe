select t.valid_from, t.regime, t.filing, t.city_percent, t.relief
from taxpayer t
where t.seq <= :known
  and not exists (select 1 from taxpayer later
                  where later.valid_from = t.valid_from and later.seq > t.seq and later.seq <= :known)
order by t.valid_from desc
