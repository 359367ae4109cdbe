select code
from tax
where active and rate_percent = :rate and kind = 'percent'
  and treatment in ('rate', 'simplified', case :rate when '0' then 'zero' end)
  and (:date is null or valid_from <= :date and coalesce(valid_to, :date) >= :date)
order by treatment = 'zero' desc, treatment, valid_from desc
limit 1
