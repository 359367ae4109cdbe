select m.seq, m.kind, p.code as party, m.document_seq, m.paper_seq, m.number, m.language, m.message_id, m.written_at, m.content,
       m.attachment_id
from mail m
left join party p on p.id = m.party_id
order by m.seq
