select v.rule, nullif(v.valid_from, '') as valid_from, v.valid_to, v.value, v.source
from vat_rule v
where v.seq <= :known
  and not exists (select 1 from vat_rule later
                  where later.rule = v.rule and later.valid_from = v.valid_from and later.seq > v.seq
                    and later.seq <= :known)
order by v.rule, v.valid_from desc
