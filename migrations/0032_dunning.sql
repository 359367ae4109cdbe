-- 催收: policies with their levels, who is under which, who is left alone, runs with their letters, what became of each, and what
-- restarts the limitation period. All of it is posted; the text of each row stands in its act of the trail too.

-- levels, days, texts, channels: of a policy the last version counts. Policy 1 comes with the program and needs no row.
create table dunning_policy (
  seq       integer primary key,
  policy_id integer not null,
  -- as canonical JSON
  content   text not null
) strict;
create index dunning_policy_by_policy on dunning_policy (policy_id, seq);

-- the policy of a customer, from an act on; the last counts
create table dunning_assignment (
  seq       integer primary key,
  party_id  integer not null references party (id),
  policy_id integer not null
) strict;
create index dunning_assignment_by_party on dunning_assignment (party_id, seq);

-- no reminder goes out until a day; the last row of a customer counts
create table dunning_hold (
  seq      integer primary key,
  party_id integer not null references party (id),
  date     text not null,
  -- absent where it is ended early
  until    text,
  reason   text not null
) strict;
create index dunning_hold_by_party on dunning_hold (party_id, seq);

create table dunning_run (
  seq     integer primary key,
  date    text not null,
  letters integer not null
) strict;

-- what a run proposed: one letter for each customer
create table dunning_letter (
  run_seq    integer not null references dunning_run (seq),
  line       integer not null,
  party_id   integer not null references party (id),
  level      integer not null,
  -- what it claims, in the book's currency
  base_minor integer not null,
  -- somebody has to approve it
  approval   integer not null check (approval in (0, 1)),
  -- the letter as it was looked at, as canonical JSON
  content    text not null,
  primary key (run_seq, line)
) strict, without rowid;
create index dunning_letter_by_party on dunning_letter (party_id, run_seq);

create table dunning_decision (
  seq      integer primary key,
  run_seq  integer not null,
  line     integer not null,
  date     text not null,
  approved integer not null check (approved in (0, 1)),
  reason   text not null,
  foreign key (run_seq, line) references dunning_letter (run_seq, line)
) strict;
create index dunning_decision_by_letter on dunning_decision (run_seq, line, seq);

-- what went out, or why it did not
create table dunning_sent (
  seq           integer primary key,
  run_seq       integer not null,
  line          integer not null,
  party_id      integer not null references party (id),
  date          text not null,
  level         integer not null,
  outcome       text not null check (outcome in ('sent', 'dropped')),
  -- what it claimed, in the book's currency
  base_minor    integer not null,
  -- the letter as it went, as canonical JSON
  content       text not null,
  attachment_id integer references attachment (id),
  unique (run_seq, line),
  foreign key (run_seq, line) references dunning_letter (run_seq, line)
) strict;
create index dunning_sent_by_party on dunning_sent (party_id, date, seq);

-- the level that an item reached with a letter
create table dunning_step (
  seq     integer not null references dunning_sent (seq),
  item_id integer not null references open_item (id),
  level   integer not null,
  primary key (seq, item_id)
) strict, without rowid;
create index dunning_step_by_item on dunning_step (item_id, seq);

-- 诉讼时效: what restarts it and is not in the books otherwise: a demand or an acknowledgment, with its proof
create table limitation_event (
  seq           integer primary key,
  party_id      integer not null references party (id),
  kind          text not null check (kind in ('demand', 'acknowledgment')),
  date          text not null,
  note          text not null,
  attachment_id integer references attachment (id)
) strict;
create index limitation_event_by_party on limitation_event (party_id, date, seq);

create trigger dunning_policy_frozen before update on dunning_policy begin select raise(abort, 'posted rows are never changed'); end;
create trigger dunning_policy_kept before delete on dunning_policy begin select raise(abort, 'posted rows are never deleted'); end;
create trigger dunning_assignment_frozen before update on dunning_assignment begin select raise(abort, 'posted rows are never changed'); end;
create trigger dunning_assignment_kept before delete on dunning_assignment begin select raise(abort, 'posted rows are never deleted'); end;
create trigger dunning_hold_frozen before update on dunning_hold begin select raise(abort, 'posted rows are never changed'); end;
create trigger dunning_hold_kept before delete on dunning_hold begin select raise(abort, 'posted rows are never deleted'); end;
create trigger dunning_run_frozen before update on dunning_run begin select raise(abort, 'posted rows are never changed'); end;
create trigger dunning_run_kept before delete on dunning_run begin select raise(abort, 'posted rows are never deleted'); end;
create trigger dunning_letter_frozen before update on dunning_letter begin select raise(abort, 'posted rows are never changed'); end;
create trigger dunning_letter_kept before delete on dunning_letter begin select raise(abort, 'posted rows are never deleted'); end;
create trigger dunning_decision_frozen before update on dunning_decision begin select raise(abort, 'posted rows are never changed'); end;
create trigger dunning_decision_kept before delete on dunning_decision begin select raise(abort, 'posted rows are never deleted'); end;
create trigger dunning_sent_frozen before update on dunning_sent begin select raise(abort, 'posted rows are never changed'); end;
create trigger dunning_sent_kept before delete on dunning_sent begin select raise(abort, 'posted rows are never deleted'); end;
create trigger dunning_step_frozen before update on dunning_step begin select raise(abort, 'posted rows are never changed'); end;
create trigger dunning_step_kept before delete on dunning_step begin select raise(abort, 'posted rows are never deleted'); end;
create trigger limitation_event_frozen before update on limitation_event begin select raise(abort, 'posted rows are never changed'); end;
create trigger limitation_event_kept before delete on limitation_event begin select raise(abort, 'posted rows are never deleted'); end;
