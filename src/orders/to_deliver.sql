select o.seq, d.kind, d.number, o.line, o.party_id, p.name as party_name, d.date, d.due_on, l.description, l.specification, l.unit,
       l.quantity, o.to_deliver as open, o.to_deliver_minor as open_minor, d.currency, o.to_deliver_base_minor as open_base_minor
from open_line o
join document d on d.seq = o.seq and o.to_deliver <> '0'
join document_line l on l.seq = o.seq and l.line = o.line
join party p on p.id = o.party_id
