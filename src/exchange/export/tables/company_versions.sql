select id, seq, body ->> '$.name' as name, body ->> '$.tax_id' as tax_id, body
from company_version
order by id
