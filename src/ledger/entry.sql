select seq, type, month, number, date, purpose, reverses_seq, summary, salt, text_digest, attachment_count, relates_to,
       adjust_reason, prepared_by, approved_by
from entry
where seq = :seq
