update mail_queue
set state = :state, next_at = :next_at, process = null, standing = :standing, reply = :reply, changed_at = :at
where mail_seq = :mail
