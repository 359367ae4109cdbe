-- What each document of the period brought without tax, in the book's currency, and whose it is: of who sold it, else of who
-- looked after the customer when it was issued; back on the day of its void.
select s.document_seq as seq, s.date, d.number, coalesce(d.salesperson_id, p.body ->> '$.owner') as seller_id,
       s.net_base_minor as net_minor
from net_sale s
join document d on d.seq = s.document_seq
join party_version p on p.id = d.party_version_id
where s.date >= :from and s.date <= :as_of and s.seq <= :known
order by s.date, s.seq
