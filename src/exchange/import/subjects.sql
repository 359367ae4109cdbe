select distinct subject_id
from import_identity
where run_id = :run
order by subject_id desc
