select seq, kind, party_id, party_name, document_seq, paper_seq, number, content, state, written_at, written_by, settled_on, next_at,
       tries, reply
from (
  select m.seq, m.kind, m.party_id, coalesce(p.name, '') as party_name, m.document_seq, m.paper_seq, m.number, m.content, s.state,
         m.written_at, u.name as written_by, s.settled_on, q.next_at, q.tries, q.reply
  from mail m
  join mail_queue q on q.mail_seq = m.seq
  join mail_standing s on s.mail_seq = m.seq
  join trail t on t.seq = m.seq
  join user u on u.id = t.actor_id
  left join party p on p.id = m.party_id
)
