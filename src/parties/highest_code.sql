select coalesce(max(cast(substr(code, 2) as integer)), 0)
from party
where code glob :prefix || '[0-9]*'
