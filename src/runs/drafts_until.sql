select count(*)
from draft
where coalesce(json_extract(body, '$.date'), :last) <= :last
