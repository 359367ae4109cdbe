select seq, policy_id, content
from dunning_policy
order by seq
