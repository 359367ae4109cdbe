select f.seq, f.party_id, f.attachment_id, f.withdraws_seq, a.file_name, a.media_type, length(a.bytes) as size_bytes,
       t.recorded_at, u.name as author
from party_attachment f
join attachment a on a.id = f.attachment_id
left join trail t on t.seq = f.seq
left join user u on u.id = t.actor_id
