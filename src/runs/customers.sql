select id
from party
where is_customer
order by code
