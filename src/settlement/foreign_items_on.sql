select i.id, i.account_id, i.currency, i.amount_minor - coalesce(sum(l.amount_minor), 0) as open_minor,
       i.base_minor - coalesce(sum(l.base_minor), 0) as open_base_minor
from open_item i
join account a on a.id = i.account_id
left join allocation l on l.item_id = i.id and l.date <= :date
where a.monetary = 1 and i.currency <> :own and i.date <= :date
group by i.id
having open_minor <> 0 or open_base_minor <> 0
order by i.account_id, i.currency, i.party_id, i.id
