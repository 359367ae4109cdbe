select name, type
from pragma_table_info(:table)
where not (:table = 'user' and name = 'password_hash')
order by cid
