select coalesce(sum(remaining_base_minor), 0)
from outstanding
where account_id = (select account_id from account_role where role = :role)
  and remaining_base_minor > 0 and due_on < :today
