-- What may be invoiced of an order holds what its deliveries may be: that counts as delivered, the rest as ordered.
select o.party_id, p.name as party_name,
       sum(case when o.seq = o.root_seq and d.kind = 'sales_order' then o.to_invoice_base_minor
                when o.seq <> o.root_seq then -o.to_invoice_base_minor else 0 end)
         - sum(case when d.kind = 'sales_order' then o.to_bill_base_minor else 0 end) as ordered_minor,
       sum(o.to_bill_base_minor) as delivered_minor
from open_line o
join document d on d.seq = o.seq
join party p on p.id = o.party_id
where o.party_id >= :first and o.party_id <= :last
group by o.party_id
order by sum(o.to_bill_base_minor) desc, 3 desc, p.name
