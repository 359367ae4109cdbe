select source, kind, number, run_id, subject_id
from import_identity
order by source, kind, number
