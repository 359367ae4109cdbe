select name
from pragma_table_info(:table)
where pk > 0
order by pk
