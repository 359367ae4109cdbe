select seq, template_id, deleted, content
from paper_template
order by seq
