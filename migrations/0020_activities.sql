-- What was said and agreed with a party, what is to be done and by whom, and files that belong to a party.

-- posted; a call, a visit …; a later row corrects an earlier one or withdraws it
create table activity (
  seq          integer primary key,
  party_id     integer not null references party (id),
  kind         text not null check (kind in ('call', 'mail', 'visit', 'meeting', 'note')),
  date         text not null,
  -- HH:MM by the clock on the wall, where known
  time         text,
  contact      text not null,
  text         text not null,
  next_step    text not null,
  next_on      text,
  -- the row that counts no more
  corrects_seq integer references activity (seq),
  withdrawn    integer not null check (withdrawn in (0, 1)),
  salt         blob not null
) strict;
-- kind and withdrawn, so that the last contact of thousands of customers is read from the index alone
create index activity_by_party on activity (party_id, date, seq, kind, withdrawn);
create unique index activity_by_correction on activity (corrects_seq) where corrects_seq is not null;

-- a task as it stands: the last of its versions, where lists find it
create table task (
  id           integer primary key,
  version_seq  integer not null,
  party_id     integer references party (id),
  -- the activity whose next step it is
  activity_seq integer references activity (seq),
  -- the repeating task that this one came after
  follows_id   integer references task (id),
  assignee_id  integer not null references user (id),
  state        text not null check (state in ('open', 'done', 'dropped')),
  -- the day on which it is to be looked at: due, or put off until then
  shown_on     text not null
) strict;
create index task_by_day on task (shown_on, id) where state = 'open';
create index task_by_party on task (party_id, shown_on) where party_id is not null;
create index task_by_activity on task (activity_seq) where activity_seq is not null;
create index task_by_follower on task (follows_id) where follows_id is not null;

-- posted
create table task_version (
  seq           integer not null,
  line          integer not null,
  task_id       integer not null references task (id),
  party_id      integer references party (id),
  title         text not null,
  due_on        text not null,
  snoozed_until text,
  assignee_id   integer not null references user (id),
  -- the rhythm in which it comes back, as JSON
  repeats       text,
  state         text not null check (state in ('open', 'done', 'dropped')),
  done_on       text,
  salt          blob not null,
  primary key (seq, line)
) strict, without rowid;
create index task_version_by_task on task_version (task_id, seq);
create index task_version_done on task_version (party_id, done_on, seq) where state = 'done';

-- posted; a file that belongs to a party; a later row withdraws an earlier one
create table party_attachment (
  seq           integer primary key,
  party_id      integer not null references party (id),
  attachment_id integer not null references attachment (id),
  withdraws_seq integer references party_attachment (seq)
) strict;
create index party_attachment_by_party on party_attachment (party_id, seq);
create unique index party_attachment_withdrawn on party_attachment (withdraws_seq) where withdraws_seq is not null;

create trigger activity_frozen before update on activity begin select raise(abort, 'posted rows are never changed'); end;
create trigger activity_kept before delete on activity begin select raise(abort, 'posted rows are never deleted'); end;
create trigger task_version_frozen before update on task_version begin select raise(abort, 'posted rows are never changed'); end;
create trigger task_version_kept before delete on task_version begin select raise(abort, 'posted rows are never deleted'); end;
create trigger party_attachment_frozen before update on party_attachment begin select raise(abort, 'posted rows are never changed'); end;
create trigger party_attachment_kept before delete on party_attachment begin select raise(abort, 'posted rows are never deleted'); end;

-- What happened with a party is found by its party and day: who a voided document was for, statements by the day they left.

drop trigger document_void_frozen;
alter table document_void add column party_id integer references party (id);
update document_void set party_id = (select d.party_id from document d where d.seq = document_void.document_seq);
create index document_void_by_party on document_void (party_id, date, seq);
create trigger document_void_frozen before update on document_void begin select raise(abort, 'posted rows are never changed'); end;
create index sent_statement_by_day on sent_statement (party_id, sent_on, seq);
