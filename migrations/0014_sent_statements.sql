-- Statements as they were sent, what became of each, and files that stay as they came.

-- posted; one paper as it left: what it told of, up to which act of the trail, and its bytes among the attachments
create table sent_statement (
  seq            integer primary key,
  party_id       integer not null references party (id),
  kind           text not null check (kind in ('open_item', 'balance_forward', 'activity')),
  period_from    text,
  as_of          text not null,
  known_seq      integer not null,
  later_receipts integer not null check (later_receipts in (0, 1)),
  language       text not null,
  currency       text not null,
  closing_minor  integer not null,
  sent_on        text not null,
  way            text not null check (way in ('email', 'message', 'post', 'by_hand')),
  note           text not null,
  attachment_id  integer not null references attachment (id),
  salt           blob not null
) strict;
create index sent_statement_by_party on sent_statement (party_id, seq);

-- posted; what became of a sent statement: of several answers the last counts
create table statement_answer (
  seq           integer primary key,
  statement_seq integer not null references sent_statement (seq),
  answer        text not null check (answer in ('confirmed', 'disagrees', 'withdrawn')),
  date          text not null,
  -- what the customer states, of one who disagrees
  amount_minor  integer,
  note          text not null,
  -- the signed copy that came back
  attachment_id integer references attachment (id),
  salt          blob not null
) strict;
create index statement_answer_by_statement on statement_answer (statement_seq, seq);

create trigger sent_statement_frozen before update on sent_statement begin select raise(abort, 'posted rows are never changed'); end;
create trigger sent_statement_kept before delete on sent_statement begin select raise(abort, 'posted rows are never deleted'); end;
create trigger statement_answer_frozen before update on statement_answer begin select raise(abort, 'posted rows are never changed'); end;
create trigger statement_answer_kept before delete on statement_answer begin select raise(abort, 'posted rows are never deleted'); end;
create trigger attachment_frozen before update on attachment begin select raise(abort, 'posted rows are never changed'); end;
create trigger attachment_kept before delete on attachment begin select raise(abort, 'posted rows are never deleted'); end;
