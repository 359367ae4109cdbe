-- Lines of orders, and of deliveries that came from no order, each with what standing documents made of it: by root, in the
-- order of acts. `part` is what a row counts: the line itself, or what invoices and credit notes took of it. The joins run in
-- the order they are written in: from a line to what was made from it, however many documents the book has.
with root as (
  select l.seq, l.line, d.kind, l.quantity
  from document d
  cross join document_line l on l.seq = d.seq
  left join document_void v on v.document_seq = d.seq
  where d.seq >= :first and d.seq <= :last and +d.kind in ('sales_order', 'delivery') and v.seq is null
    and (d.kind = 'sales_order' or l.source_seq is null)
), grown as (
  select seq as root_seq, line as root_line, seq, line, kind, quantity from root
  union all
  select r.seq, r.line, l.seq, l.line, 'delivery', l.quantity
  from root r
  cross join document_line l on l.source_seq = r.seq and l.source_line = r.line
  cross join document d on d.seq = l.seq and d.kind = 'delivery'
  left join document_void v on v.document_seq = l.seq
  where r.kind = 'sales_order' and v.seq is null
), invoiced as (
  select g.root_seq, g.root_line, g.seq, g.line, l.seq as invoice_seq, l.line as invoice_line, l.quantity
  from grown g
  cross join document_line l on l.source_seq = g.seq and l.source_line = g.line
  cross join document d on d.seq = l.seq and d.kind = 'invoice'
  left join document_void v on v.document_seq = l.seq
  where v.seq is null
), credited as (
  select i.root_seq, i.root_line, i.seq, i.line, l.quantity, coalesce(d.detail ->> '$.invoice_again', 0) as again
  from invoiced i
  cross join document_line l on l.source_seq = i.invoice_seq and l.source_line = i.invoice_line
  cross join document d on d.seq = l.seq and d.kind = 'credit_note'
  left join document_void v on v.document_seq = l.seq
  where v.seq is null
)
select g.root_seq, g.root_line, g.seq, g.line, g.kind as part, g.quantity,
       coalesce((select k.decision = 'closed' from document_decision k where k.document_seq = g.seq
                 order by k.seq desc limit 1), 0) as closed,
       coalesce(d.detail ->> '$.without_delivery', 0) as flag, 0 as place
from grown g
cross join document d on d.seq = g.seq
union all
select root_seq, root_line, seq, line, 'invoiced', decimal_sum(quantity), 0, 0, 1
from invoiced
group by root_seq, root_line, seq, line
union all
select root_seq, root_line, seq, line, 'credited', decimal_sum(quantity), 0, again, 1
from credited
group by root_seq, root_line, seq, line, again
order by root_seq, root_line, place, seq, line
