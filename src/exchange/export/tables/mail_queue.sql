select mail_seq, state, next_at, tries, process, claimant, standing, reply, changed_at
from mail_queue
order by mail_seq
