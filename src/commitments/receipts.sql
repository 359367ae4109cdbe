-- The receipts of customers who promised that stand as of a day.
select d.seq, d.party_id, d.date, d.currency, d.gross_minor
from (select party_id, min(made_on) as since from promise
      where party_id >= :first and party_id <= :last and made_on <= :day and seq <= :known
      group by party_id) p
cross join document d on d.party_id = p.party_id and d.date >= p.since
left join document_void v on v.document_seq = d.seq and v.date <= :day and v.seq <= :known
where d.kind = 'receipt' and d.date <= :day and d.seq <= :known and v.document_seq is null
