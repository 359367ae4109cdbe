-- A document's lines add up to it and their taxes by part to the lines, it opens as much as it says less what is
-- withheld, in the instalments it says, and money it moved stands on its bank account.
select d.number || ' (#' || d.seq || ')' as fault
from document d
left join (select seq, sum(net_minor) as net, sum(tax_minor) as tax from document_line group by seq) l on l.seq = d.seq
left join (
  select seq, sum(withheld) as withheld, sum(charged <> tax_minor) as uneven
  from (
    select p.seq, l.tax_minor,
           sum(case when t.withheld or x.treatment = 'reverse' then 0 else p.amount_minor end) as charged,
           sum(case when t.withheld then p.amount_minor else 0 end) as withheld
    from document_line_tax p
    join document_line l on l.seq = p.seq and l.line = p.line
    join tax x on x.id = l.tax_id
    join tax_part t on t.tax_id = l.tax_id and t.part = p.part
    group by p.seq, p.line
  )
  group by seq
) p on p.seq = d.seq
where d.net_minor + d.tax_minor <> d.gross_minor
   or (l.seq is not null and (l.net <> d.net_minor or l.tax <> d.tax_minor))
   or p.uneven <> 0
   or (d.account_id is not null and d.detail ->> '$.fee' is null and d.gross_minor <> coalesce((
        select sum(abs(e.amount_minor)) from entry_line e where e.seq = d.seq and e.account_id = d.account_id), 0))
   or (d.kind in ('invoice', 'credit_note', 'bill', 'supplier_credit') and d.gross_minor <> 0
       and coalesce((select sum(abs(i.amount_minor)) from open_item i where i.seq = d.seq and i.document_seq = d.seq), 0)
        <> d.gross_minor - coalesce(p.withheld, 0))
   or (d.detail ->> '$.instalments' is not null
       and (select group_concat(t.value ->> '$.due_on' order by t.key) from json_each(d.detail, '$.instalments') t)
        is not (select group_concat(i.due_on order by i.id) from open_item i where i.seq = d.seq and i.document_seq = d.seq))
limit :shown
