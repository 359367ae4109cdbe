select x.seq, x.line, x.part, d.number, t.code as tax_code, d.currency, x.base_minor as taxed_minor, x.amount_minor
from document_line_tax x
join document d on d.seq = x.seq
join document_line l on l.seq = x.seq and l.line = x.line
join tax t on t.id = l.tax_id
order by x.seq, x.line, x.part
