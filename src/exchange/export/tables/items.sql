select i.id, i.code, i.name_zh, i.name_en, i.archived, v.body ->> '$.specification' as specification,
       v.body ->> '$.unit' as unit, v.body ->> '$.price' as price, v.body ->> '$.tax' as tax_code,
       v.body ->> '$.account' as account_code, v.body ->> '$.notes' as notes, v.version
from item i
join item_version v on v.id = i.version_id
order by i.id
