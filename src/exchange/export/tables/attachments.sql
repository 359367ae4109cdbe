select id, seq, file_name, media_type, sha256, length(bytes) as size_bytes
from attachment
order by id
