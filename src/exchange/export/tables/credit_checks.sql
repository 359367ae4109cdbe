select k.document_seq, d.kind, d.number as document, p.code as party, k.date, k.level, k.enforced, b.currency, k.limit_minor,
       k.exposure_minor, k.adds_minor, k.overdue_days, k.grade, k.reasons, k.release_seq
from credit_check k
join document d on d.seq = k.document_seq
join party p on p.id = k.party_id
join book b
order by k.document_seq
