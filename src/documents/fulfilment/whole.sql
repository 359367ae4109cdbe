select d.party_id, d.currency, d.rate, l.net_minor + l.tax_minor as gross_minor
from document_line l
join document d on d.seq = l.seq
where l.seq = :seq and l.line = :line
