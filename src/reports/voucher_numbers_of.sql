select type, month, number
from entry
where month >= :from_month and month <= :to_month and seq <= :known
order by type, month, number
