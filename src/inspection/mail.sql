-- Accounts, texts, mails and what became of them are what their acts say; a mail whose way has ended has an outcome.
select fault
from (
  select 'mail_account #' || c.seq as fault
  from mail_account c
  join trail t on t.seq = c.seq
  where t.body is not null and json(c.content) is not json(t.body -> '$.mail_account')
  union all
  select 'mail_template #' || c.seq
  from mail_template c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (c.kind, c.language, c.subject, c.body)
        is not (t.body ->> '$.mail_template.kind', t.body ->> '$.mail_template.language',
                t.body ->> '$.mail_template.subject', t.body ->> '$.mail_template.body')
  union all
  select 'mail #' || c.seq
  from mail c
  join trail t on t.seq = c.seq
  left join attachment f on f.id = c.attachment_id
  where t.body is not null
    and (json(c.content) is not json(t.body -> '$.mail.content')
         or (c.kind, c.party_id, c.document_seq, c.paper_seq, c.number, c.language, c.message_id, c.written_at)
            is not (t.body ->> '$.mail.kind', t.body ->> '$.mail.party', t.body ->> '$.mail.document', t.body ->> '$.mail.paper',
                    t.body ->> '$.mail.number', t.body ->> '$.mail.language', t.body ->> '$.mail.message_id',
                    t.body ->> '$.mail.written_at')
         or lower(hex(f.sha256)) is not coalesce(t.body ->> '$.mail.sha256', lower(hex(f.sha256))))
  union all
  select 'mail_outcome #' || c.seq
  from mail_outcome c
  join trail t on t.seq = c.seq
  where t.body is not null
    and (json(c.standing) is not json(t.body -> '$.mail_outcome.standing')
         or (c.mail_seq, c.outcome, c.date)
            is not (t.body ->> '$.mail_outcome.mail', t.body ->> '$.mail_outcome.outcome', t.body ->> '$.mail_outcome.date'))
  union all
  -- each mail stands in the queue once, and is done exactly if its last outcome is not to be sent again
  select 'mail #' || m.seq
  from mail m
  left join mail_queue q on q.mail_seq = m.seq
  left join mail_outcome o on o.seq = (select max(l.seq) from mail_outcome l where l.mail_seq = m.seq)
  where q.mail_seq is null or (q.state = 'done') is not (coalesce(o.outcome, 'again') <> 'again')
)
limit :shown
