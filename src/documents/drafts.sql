select d.id, d.version, d.body, d.updated_at, d.updated_by, d.approved_by, d.party_id, p.name as party_name,
       b.name as prepared_by_name, a.name as approved_by_name
from draft d
join user b on b.id = d.updated_by
left join user a on a.id = d.approved_by
left join party p on p.id = d.party_id
where d.kind <> 'voucher'
order by d.updated_at desc, d.id desc
