-- What each customer owes, less credits and advances, in the book's currency.
select t.party_id, sum(case when a.control = 'receivable' then t.open_base_minor else -t.open_base_minor end) as net_minor
from account a
cross join party_total t on t.account_id = a.id and t.party_id >= :first and t.party_id <= :last
where a.control in ('receivable', 'customer_advance')
group by t.party_id
