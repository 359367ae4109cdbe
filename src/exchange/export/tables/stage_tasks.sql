select seq, opportunity_id, move_seq, place, done, date
from stage_task
order by seq
