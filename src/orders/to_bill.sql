select o.seq, d.kind, d.number, o.line, o.party_id, p.name as party_name, d.date, null as due_on, l.description, l.specification,
       l.unit, l.quantity, o.to_bill as open, o.to_bill_minor as open_minor, d.currency, o.to_bill_base_minor as open_base_minor
from open_line o
join document d on d.seq = o.seq and o.to_bill <> '0'
join document_line l on l.seq = o.seq and l.line = o.line
join party p on p.id = o.party_id
