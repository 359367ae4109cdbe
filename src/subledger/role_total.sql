select coalesce(sum(open_base_minor), 0)
from party_total
where account_id = (select account_id from account_role where role = :role)
