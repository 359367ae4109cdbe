select coalesce(sum(case when o.seq = o.root_seq and d.kind = 'sales_order' then o.to_invoice_base_minor
                         when o.seq <> o.root_seq then -o.to_invoice_base_minor else 0 end)
         - sum(case when d.kind = 'sales_order' then o.to_bill_base_minor else 0 end), 0) as ordered_minor,
       coalesce(sum(o.to_bill_base_minor), 0) as delivered_minor,
       count(distinct case when o.to_bill <> '0' then o.seq end) as to_bill,
       count(distinct case when o.to_deliver <> '0' and d.due_on < :today then o.seq end) as late
from open_line o
join document d on d.seq = o.seq
