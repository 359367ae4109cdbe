select name, kind, body
from mapping
order by name
