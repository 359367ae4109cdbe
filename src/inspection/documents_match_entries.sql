-- A document's lines add up to it, it opens as much as it says, and money it moved stands on its bank account.
select d.number || ' (#' || d.seq || ')' as fault
from document d
left join (select seq, sum(net_minor) as net, sum(tax_minor) as tax from document_line group by seq) l on l.seq = d.seq
where d.net_minor + d.tax_minor <> d.gross_minor
   or (l.seq is not null and (l.net <> d.net_minor or l.tax <> d.tax_minor))
   or (d.account_id is not null and d.detail ->> '$.fee' is null and d.gross_minor <> coalesce((
        select sum(abs(e.amount_minor)) from entry_line e where e.seq = d.seq and e.account_id = d.account_id), 0))
   or (d.kind in ('invoice', 'credit_note', 'bill', 'supplier_credit') and d.gross_minor <> 0
       and coalesce((select sum(abs(i.amount_minor)) from open_item i where i.document_seq = d.seq), 0) <> d.gross_minor)
limit :shown
