select request_id, seq, command
from request
order by request_id
