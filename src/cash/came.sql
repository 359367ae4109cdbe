-- What customers paid, by day: on an item of a day, or ahead of any.
select l.date, i.date as item_date, sum(l.base_minor) as minor
from allocation l
join document s on s.seq = l.document_seq and s.kind = 'receipt'
join open_item i on i.id = l.item_id
where l.date > :from and i.account_id in (select id from account where control = 'receivable')
group by l.date, i.date
union all
select i.date, null as item_date, sum(i.base_minor) as minor
from open_item i
join document s on s.seq = i.document_seq and i.seq = s.seq and s.kind = 'receipt'
where i.date > :from and i.account_id in (select id from account where control = 'customer_advance')
group by i.date
