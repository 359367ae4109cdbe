select i.id, i.source, i.kind, i.file_name, i.row_count, i.undone_seq, t.recorded_at, u.name
from import_run i
join trail t on t.seq = i.seq
join user u on u.id = t.actor_id
order by i.id desc
