-- Mail: whose server, the texts, what is to go out and what came back.

-- the server and the sender, version by version: the last counts. The password is never here.
create table mail_account (
  seq     integer primary key,
  -- as canonical JSON
  content text not null
) strict;

-- a text instead of the usual one; the last of a kind and language counts
create table mail_template (
  seq      integer primary key,
  kind     text not null,
  language text not null,
  subject  text not null,
  -- empty with an empty subject: the usual text again
  body     text not null
) strict;
create index mail_template_by_kind on mail_template (kind, language, seq);

-- posted; one mail as it was queued
create table mail (
  seq           integer primary key,
  -- what it carries: a kind of document, statement, reconciliation, dunning, test
  kind          text not null,
  party_id      integer references party (id),
  document_seq  integer references document (seq),
  -- the act that kept the paper which is no document: a statement, a letter that went out
  paper_seq     integer,
  -- the name of what it carries
  number        text not null,
  language      text not null,
  message_id    text not null unique,
  -- when it was written, as its own date says
  written_at    text not null,
  -- sender, reply-to, recipients, subject, body as canonical JSON
  content       text not null,
  attachment_id integer references attachment (id)
) strict;
create index mail_by_party on mail (party_id, seq);
create index mail_by_document on mail (document_seq, seq);
create index mail_by_paper on mail (paper_seq, seq);

-- how far each mail is; the one table of these that changes. `claimed`: a program has taken it and nothing of it has left;
-- `transmitting`: its text is going to the server, and whether it arrived is known only by the answer.
create table mail_queue (
  mail_seq   integer primary key references mail (seq),
  state      text not null check (state in ('queued', 'claimed', 'transmitting', 'done')),
  -- not before
  next_at    text not null,
  tries      integer not null,
  -- the program that has it in hand, and its round
  process    integer,
  claimant   text,
  -- of each recipient what is known, as JSON
  standing   text not null,
  -- what came back last
  reply      text not null,
  changed_at text not null
) strict;
create index mail_queue_by_state on mail_queue (state, next_at);

-- posted; what became of a mail: the last counts
create table mail_outcome (
  seq      integer primary key,
  mail_seq integer not null references mail (seq),
  outcome  text not null check (outcome in ('sent', 'partly', 'refused', 'unknown', 'went', 'again', 'cancelled', 'handed_over')),
  date     text not null,
  -- of each recipient what the server said, as canonical JSON
  standing text not null
) strict;
create index mail_outcome_by_mail on mail_outcome (mail_seq, seq);

create trigger mail_account_frozen before update on mail_account begin select raise(abort, 'posted rows are never changed'); end;
create trigger mail_account_kept before delete on mail_account begin select raise(abort, 'posted rows are never deleted'); end;
create trigger mail_template_frozen before update on mail_template begin select raise(abort, 'posted rows are never changed'); end;
create trigger mail_template_kept before delete on mail_template begin select raise(abort, 'posted rows are never deleted'); end;
create trigger mail_frozen before update on mail begin select raise(abort, 'posted rows are never changed'); end;
create trigger mail_kept before delete on mail begin select raise(abort, 'posted rows are never deleted'); end;
create trigger mail_outcome_frozen before update on mail_outcome begin select raise(abort, 'posted rows are never changed'); end;
create trigger mail_outcome_kept before delete on mail_outcome begin select raise(abort, 'posted rows are never deleted'); end;

-- how far each mail is: what is under way stands in the queue, everything else is its last outcome
create view mail_standing as
select q.mail_seq,
       case q.state when 'queued' then iif(q.tries = 0, 'queued', 'waiting')
                    when 'done' then iif(o.outcome = 'went', 'sent', o.outcome)
                    else 'sending' end as state,
       iif(q.state = 'done', o.date, null) as settled_on
from mail_queue q
left join mail_outcome o on o.seq = (select max(l.seq) from mail_outcome l where l.mail_seq = q.mail_seq);
