select max(a.seq) as seq, d.seq as document_seq, d.kind, d.number, max(a.date) as date,
       sum(a.amount_minor) as amount_minor, d.currency
from allocation a
join open_item i on i.id = a.item_id
join document d on d.seq = a.document_seq
where i.seq = :seq and i.document_seq = :seq and d.seq <> :seq
group by d.seq
having sum(a.amount_minor) <> 0
union all
select max(a.seq), d.seq, d.kind,
       case when d.detail is null then d.number else (select n.name from item_name n where n.item_id = i.id) end,
       max(a.date), sum(a.amount_minor), d.currency
from allocation a
join open_item i on i.id = a.item_id
join document d on d.seq = i.document_seq
where a.document_seq = :seq and d.seq <> :seq
group by i.id
having sum(a.amount_minor) <> 0
order by 5, 1
