select id, seq, source, kind, file_name, row_count, undone_seq
from import_run
order by id
