-- Documents with something to bill, each with what must agree for several to stand on one invoice.
select d.seq, d.kind, d.number, d.date, min(o.root_seq) as order_seq, d.party_id,
       d.currency || ' ' || coalesce(d.tax_mode, '') || ' ' || coalesce(d.discount_percent, '') || ' '
         || coalesce(d.detail ->> '$.discounts_after_tax', 0) as terms
from open_line o
join document d on d.seq = o.seq
join party p on p.id = o.party_id
where o.to_bill <> '0' and o.party_id >= :first and o.party_id <= :last and d.date <= :up_to
group by d.seq
order by p.name, d.date, d.seq
