-- What was paid by customers or to suppliers, by day: on an item of a day, or ahead of any.
select l.date, i.date as item_date, sum(l.base_minor) as minor
from allocation l
join document s on s.seq = l.document_seq and s.kind = :kind
join open_item i on i.id = l.item_id
where l.date > :from and i.account_id in (select id from account where control = :ledger)
group by l.date, i.date
union all
select i.date, null as item_date, sum(i.base_minor) as minor
from open_item i
join document s on s.seq = i.document_seq and i.seq = s.seq and s.kind = :kind
where i.date > :from and i.account_id in (select id from account where control = :advance)
group by i.date
