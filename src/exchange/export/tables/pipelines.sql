select v.pipeline_id, v.seq, v.body
from pipeline p
join pipeline_version v on v.pipeline_id = p.id
order by v.pipeline_id, v.seq
