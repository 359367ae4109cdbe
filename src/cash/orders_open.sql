-- Of each order, or delivery without one: what may be invoiced now, and what is ordered beyond. What may be invoiced of an
-- order holds what its deliveries may be.
select r.seq, r.number, r.party_id, p.name as party_name, r.due_on,
       sum(o.to_bill_base_minor) as ready_minor,
       sum(case when o.seq = o.root_seq and d.kind = 'sales_order' then o.to_invoice_base_minor - o.to_bill_base_minor
                when o.seq <> o.root_seq then -o.to_invoice_base_minor else 0 end) as ordered_minor
from open_line o
join document d on d.seq = o.seq
join document r on r.seq = o.root_seq
join party p on p.id = r.party_id
group by r.seq
order by r.seq
