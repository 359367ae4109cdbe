select max(a.seq) as seq, d.seq as document_seq, d.kind, d.number, max(a.date) as date,
       sum(a.amount_minor) as amount_minor, d.currency
from allocation a
join open_item i on i.id = a.item_id
join document d on d.seq = a.document_seq
where i.id in (select id from open_item where seq = :seq and document_seq = :seq
               union all select id from open_item where document_seq = :seq and document_seq <> seq)
  and d.seq <> :seq
group by d.seq
having sum(a.amount_minor) <> 0
union all
select max(a.seq), d.seq, d.kind,
       case when d.detail is null and i.seq = d.seq then d.number else (select n.name from item_name n where n.item_id = i.id) end,
       max(a.date), sum(a.amount_minor), d.currency
from allocation a
join open_item i on i.id = a.item_id
join document d on d.seq = i.document_seq
where a.document_seq = :seq and d.seq <> :seq
group by i.id
having sum(a.amount_minor) <> 0
order by 5, 1
