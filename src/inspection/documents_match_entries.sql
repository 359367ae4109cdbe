-- A document's entry moves its control and bank accounts by the document's total, and its lines add up to it.
select d.number || ' (#' || d.seq || ')' as fault
from document d
left join (select seq, sum(net_minor) as net, sum(tax_minor) as tax from document_line group by seq) l on l.seq = d.seq
left join (select seq, sum(abs(base_minor)) as moved from entry_line group by seq) e on e.seq = d.seq
where d.net_minor + d.tax_minor <> d.gross_minor
   or (l.seq is not null and (l.net <> d.net_minor or l.tax <> d.tax_minor))
   or (l.seq is null and e.moved <> 2 * abs(d.gross_minor))
   or (d.kind in ('invoice', 'credit_note', 'bill') and d.gross_minor <> 0
       and coalesce((select sum(abs(i.amount_minor)) from open_item i where i.document_seq = d.seq), 0) <> d.gross_minor)
limit :shown
