select l.comparison_seq, l.side, l.line, l.finding, l.date, l.kind, l.number, l.reference, l.text, c.currency, l.amount_minor,
       l.document_seq, l.file_row
from reconciliation_line l
join reconciliation_comparison k on k.seq = l.comparison_seq
join reconciliation c on c.seq = k.reconciliation_seq
order by l.comparison_seq, l.side, l.line
