select id, pipeline_id, ends
from stage
order by id
