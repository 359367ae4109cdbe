select side, line, finding, date, kind, number, reference, text, amount_minor, document_seq, file_row
from reconciliation_line
where comparison_seq = :seq
order by side, line
