select count(distinct month)
from balance
where month < :month and month > coalesce((select max(month) from closing), '')
