-- Records of one party that became one, and contracts.

-- posted; one party went into another: it is archived, and what was open with it stands with the one that remains
create table party_merge (
  seq      integer primary key,
  party_id integer not null references party (id),
  into_id  integer not null references party (id),
  date     text not null,
  -- the acts that moved what was open, and what else was moved, as JSON: the way back
  moved    text not null,
  check (party_id <> into_id)
) strict;
create index party_merge_by_party on party_merge (party_id);
create index party_merge_by_into on party_merge (into_id);

-- posted; a merge that was undone
create table party_merge_undo (
  merge_seq integer primary key references party_merge (seq),
  seq       integer not null unique,
  date      text not null
) strict;

create trigger party_merge_frozen before update on party_merge begin select raise(abort, 'posted rows are never changed'); end;
create trigger party_merge_kept before delete on party_merge begin select raise(abort, 'posted rows are never deleted'); end;
create trigger party_merge_undo_frozen before update on party_merge_undo begin select raise(abort, 'posted rows are never changed'); end;
create trigger party_merge_undo_kept before delete on party_merge_undo begin select raise(abort, 'posted rows are never deleted'); end;

-- two parties that look alike and are not one; the smaller key first
create table party_apart (
  first_id  integer not null references party (id),
  second_id integer not null references party (id),
  seq       integer not null,
  primary key (first_id, second_id)
) strict, without rowid;

-- `seq` is the act of the trail that says the contract as it stands; every change is an act of its own
create table contract (
  id       integer primary key,
  seq      integer not null,
  number   text not null unique collate nocase,
  party_id integer not null references party (id),
  state    text not null check (state in ('draft', 'active', 'ended', 'terminated')),
  -- title, role, value, period, plan of payment, files and reminder, as JSON
  content  text not null
) strict;
create index contract_by_party on contract (party_id);

-- posted; what became of a contract, from which day
create table contract_event (
  seq         integer primary key,
  contract_id integer not null references contract (id),
  state       text not null check (state in ('draft', 'active', 'ended', 'terminated')),
  date        text not null,
  note        text not null
) strict;
create index contract_event_by_contract on contract_event (contract_id, seq);
create trigger contract_event_frozen before update on contract_event begin select raise(abort, 'posted rows are never changed'); end;
create trigger contract_event_kept before delete on contract_event begin select raise(abort, 'posted rows are never deleted'); end;

-- documents that were made under a contract
create table contract_document (
  contract_id  integer not null references contract (id),
  document_seq integer not null references document (seq),
  seq          integer not null,
  primary key (contract_id, document_seq)
) strict, without rowid;
create index contract_document_by_document on contract_document (document_seq);

