select line, part, base_minor, amount_minor
from document_line_tax
where seq = :seq
order by line, part
