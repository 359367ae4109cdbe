select d.seq, d.kind, d.number, d.date, d.gross_minor, d.currency, p.name
from document d
join party p on p.id = d.party_id
where length(:text) >= 2 and (d.number like '%' || replace(replace(:text, '%', ''), '_', '') || '%'
  or d.gross_minor = :amount)
order by d.seq desc
limit :limit
