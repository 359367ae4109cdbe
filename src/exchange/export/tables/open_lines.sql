select o.seq, o.line, d.number, root.number as order_number, p.code as party_code, d.currency, o.to_deliver as deliver_quantity,
       o.to_invoice as invoice_quantity, o.to_bill as bill_quantity, o.to_deliver_minor, o.to_invoice_minor, o.to_bill_minor,
       o.to_deliver_base_minor, o.to_invoice_base_minor, o.to_bill_base_minor
from open_line o
join document d on d.seq = o.seq
join party p on p.id = o.party_id
left join document root on root.seq = o.root_seq and root.seq <> o.seq
order by o.seq, o.line
