select a.id, a.code, a.parent as parent_code, a.name_zh, a.name_en, a.type, iif(a.side = 1, 'debit', 'credit') as side,
       a.control, a.postable, a.active, a.monetary, a.is_cash,
       (select group_concat(role, ' ') from account_role where account_id = a.id) as roles
from account a
order by a.code
