-- 承诺与争议: what customers promise to pay and what they dispute. All of it is posted: a promise is withdrawn, a dispute handed
-- on or closed, by a row of its own. Whether a promise was kept is never stored; it follows from the payments. The text of each
-- row stands in its act of the trail too.

create table promise (
  seq          integer primary key,
  party_id     integer not null references party (id),
  made_on      text not null,
  -- the day on which the money is to come
  due_on       text not null,
  currency     text not null,
  amount_minor integer not null check (amount_minor > 0),
  contact      text not null,
  note         text not null
) strict;
create index promise_by_party on promise (party_id, made_on, seq);
create index promise_by_day on promise (due_on, seq);

-- what is to be paid; none where the account as a whole is meant
create table promise_item (
  seq     integer not null references promise (seq),
  item_id integer not null references open_item (id),
  primary key (seq, item_id)
) strict, without rowid;
create index promise_item_by_item on promise_item (item_id);

create table promise_withdrawal (
  seq         integer primary key,
  promise_seq integer not null unique references promise (seq),
  date        text not null,
  reason      text not null
) strict;

create table dispute (
  seq          integer primary key,
  party_id     integer not null references party (id),
  opened_on    text not null,
  reason       text not null check (reason in ('price', 'quantity', 'quality', 'not_delivered', 'late_delivery', 'not_ordered',
                                               'paid_already', 'papers', 'duplicate', 'other')),
  currency     text not null,
  -- what is disputed of its items together
  amount_minor integer not null check (amount_minor > 0),
  note         text not null
) strict;
create index dispute_by_party on dispute (party_id, opened_on, seq);

create table dispute_item (
  seq     integer not null references dispute (seq),
  item_id integer not null references open_item (id),
  primary key (seq, item_id)
) strict, without rowid;
create index dispute_item_by_item on dispute_item (item_id);

-- who sees to it until when, and what became of it: the last row counts, and one with an outcome closes it
create table dispute_step (
  seq         integer primary key,
  dispute_seq integer not null references dispute (seq),
  date        text not null,
  owner_id    integer not null references user (id),
  deadline_on text not null,
  outcome     text check (outcome in ('credited', 'rejected', 'accepted', 'withdrawn')),
  credit_seq  integer references document (seq),
  note        text not null
) strict;
create index dispute_step_by_dispute on dispute_step (dispute_seq, seq);

create trigger promise_frozen before update on promise begin select raise(abort, 'posted rows are never changed'); end;
create trigger promise_kept before delete on promise begin select raise(abort, 'posted rows are never deleted'); end;
create trigger promise_item_frozen before update on promise_item begin select raise(abort, 'posted rows are never changed'); end;
create trigger promise_item_kept before delete on promise_item begin select raise(abort, 'posted rows are never deleted'); end;
create trigger promise_withdrawal_frozen before update on promise_withdrawal begin select raise(abort, 'posted rows are never changed'); end;
create trigger promise_withdrawal_kept before delete on promise_withdrawal begin select raise(abort, 'posted rows are never deleted'); end;
create trigger dispute_frozen before update on dispute begin select raise(abort, 'posted rows are never changed'); end;
create trigger dispute_kept before delete on dispute begin select raise(abort, 'posted rows are never deleted'); end;
create trigger dispute_item_frozen before update on dispute_item begin select raise(abort, 'posted rows are never changed'); end;
create trigger dispute_item_kept before delete on dispute_item begin select raise(abort, 'posted rows are never deleted'); end;
create trigger dispute_step_frozen before update on dispute_step begin select raise(abort, 'posted rows are never changed'); end;
create trigger dispute_step_kept before delete on dispute_step begin select raise(abort, 'posted rows are never deleted'); end;
