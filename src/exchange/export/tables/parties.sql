select p.id, p.code, p.name, p.short_name, p.is_customer, p.is_supplier, p.archived,
       v.body ->> '$.tax_id' as tax_id, v.body ->> '$.language' as language, v.body ->> '$.currency' as currency,
       v.body ->> '$.terms' as terms, p.industry, p.region,
       (select group_concat(value, '; ') from json_each(v.body, '$.tags')) as tags,
       p.source, u.name as owner, p.potential_minor as potential_base_minor,
       p.registered_capital_minor as registered_capital_base_minor, p.headcount,
       l.name as price_list, v.body ->> '$.discount_percent' as discount_percent, p.visit_days,
       (select group_concat(value ->> '$.name', '; ') from json_each(v.body, '$.contacts')) as contacts,
       (select group_concat(value, '; ') from json_each(v.body, '$.phones')) as phones,
       (select group_concat(value, '; ') from json_each(v.body, '$.emails')) as emails,
       (select group_concat(place.value, ', ')
        from json_each(v.body, '$.addresses') address
        join json_each(address.value, '$.lines') place
        where address.key = 0) as address,
       v.body ->> '$.addresses[0].postcode' as postcode, v.body ->> '$.addresses[0].country' as country,
       v.body ->> '$.banks[0].bank' as bank, v.body ->> '$.banks[0].account' as bank_account,
       v.body ->> '$.notes' as notes, v.version
from party p
join party_version v on v.id = p.version_id
left join user u on u.id = p.owner_id
left join price_list l on l.id = v.body ->> '$.price_list'
order by p.id
