select coalesce(max(cast(substr(code, 2) as integer)), 0)
from item
where code glob 'I[0-9]*'
