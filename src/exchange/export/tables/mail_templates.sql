select seq, kind, language, subject, body
from mail_template
order by seq
