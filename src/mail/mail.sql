select m.content, m.message_id, m.attachment_id, a.file_name, q.standing
from mail m
join mail_queue q on q.mail_seq = m.seq
left join attachment a on a.id = m.attachment_id
where m.seq = :seq
