select month || ' 记-' || number as fault
from (select month, number, row_number() over (partition by type, month order by number) as wanted from entry)
where number <> wanted
order by month, number
limit :shown
