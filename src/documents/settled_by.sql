select d.number
from allocation a
join document d on d.seq = a.document_seq
where a.item_id = :item
group by d.seq
having sum(a.amount_minor) <> 0
order by d.seq
