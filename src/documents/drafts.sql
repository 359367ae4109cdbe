select d.id, d.version, d.body, d.updated_at, d.updated_by, d.approved_by, d.party_id, p.name as party_name
from draft d
left join party p on p.id = d.party_id
where d.kind <> 'voucher'
order by d.updated_at desc, d.id desc
