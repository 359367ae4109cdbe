select seq, content
from mail_account
order by seq
