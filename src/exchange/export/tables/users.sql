select id, name, role, language, active
from user
order by id
