select count(*)
from draft
where kind not in ('quote', 'sales_order', 'delivery') and coalesce(json_extract(body, '$.date'), :last) <= :last
