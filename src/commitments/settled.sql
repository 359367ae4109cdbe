-- What settled the items of customers who promised, as of a day and as known at an act; by receipt and item.
select i.party_id, i.currency, l.item_id, case when d.kind = 'receipt' then l.document_seq end as receipt_seq, d.date as received_on,
       l.date as settled_on, l.seq, l.amount_minor
from (select distinct party_id from promise
      where party_id >= :first and party_id <= :last and made_on <= :day and seq <= :known) p
cross join party_item i on i.party_id = p.party_id
cross join account a on a.id = i.account_id
cross join allocation l on l.item_id = i.id and l.date <= :day and l.seq <= :known
left join document d on d.seq = l.document_seq
where a.control = 'receivable' and i.amount_minor > 0
order by i.party_id, l.item_id, l.seq
