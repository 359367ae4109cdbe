select v.seq, p.code as party, v.date, v.grade, v.rises, v.score, v.raw, v.late_index, v.invoices, v.volume, v.knock_out,
       b.currency, v.limit_minor, v.points
from credit_review v
join party p on p.id = v.party_id
join book b
order by v.seq, p.code
