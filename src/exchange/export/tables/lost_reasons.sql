select id, seq, name_zh, name_en, decided, archived
from lost_reason
order by id
