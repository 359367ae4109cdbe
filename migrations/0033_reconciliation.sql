-- 对账: letters that asked customers what they owe, what came back, their lists beside our books, and what became of each
-- difference. All of it is posted: of several replies, comparisons and resolutions the last counts. The text of each
-- stands in its act of the trail too.

create table reconciliation_run (
  seq       integer primary key,
  form      text not null check (form in ('letter', 'inquiry', 'statement')),
  as_of     text not null,
  -- the last act that its papers tell of
  known_seq integer not null,
  sent_on   text not null,
  way       text not null check (way in ('email', 'message', 'post', 'by_hand')),
  -- to whom the customers reply, where not to us
  reply_to  text not null,
  note      text not null
) strict;

-- one paper as it left, with its bytes among the attachments
create table reconciliation (
  seq           integer primary key,
  run_seq       integer not null references reconciliation_run (seq),
  number        text not null unique,
  party_id      integer not null references party (id),
  language      text not null,
  currency      text not null,
  -- what it says is owed at the cut-off; below nought where we owe
  balance_minor integer not null,
  attachment_id integer not null references attachment (id)
) strict;
create index reconciliation_by_party on reconciliation (party_id, seq);
create index reconciliation_by_run on reconciliation (run_seq, seq);

create table reconciliation_reply (
  seq                integer primary key,
  reconciliation_seq integer not null references reconciliation (seq),
  answer             text not null check (answer in ('confirmed', 'disagrees', 'withdrawn', 'reopened')),
  date               text not null,
  signer             text not null,
  -- what the customer states of one who disagrees, what both agree on of one who confirms
  amount_minor       integer,
  note               text not null,
  -- the signed copy that came back
  attachment_id      integer references attachment (id)
) strict;
create index reconciliation_reply_by_letter on reconciliation_reply (reconciliation_seq, seq);

-- a list of the customer's beside our books
create table reconciliation_comparison (
  seq                integer primary key,
  reconciliation_seq integer not null references reconciliation (seq),
  party_id           integer not null references party (id),
  basis              text not null check (basis in ('movements', 'open_items')),
  -- first day compared; absent where everything up to the cut-off is
  from_on            text,
  file_name          text not null,
  -- how the file was read, as JSON: the next list of the customer is read so
  mapping            text not null,
  -- the list was written from their side
  mirrored           integer not null check (mirrored in (0, 1)),
  -- it brought no balance forward, so that ours stands for theirs
  opening_assumed    integer not null check (opening_assumed in (0, 1)),
  ours_minor         integer not null,
  theirs_minor       integer not null,
  -- of its lines and findings, as the trail has it
  digest             blob not null
) strict;
create index reconciliation_comparison_by_letter on reconciliation_comparison (reconciliation_seq, seq);
create index reconciliation_comparison_by_party on reconciliation_comparison (party_id, seq);

create table reconciliation_finding (
  comparison_seq   integer not null references reconciliation_comparison (seq),
  no               integer not null,
  kind             text not null,
  rule             text not null,
  -- theirs less ours, up to the cut-off
  difference_minor integer not null,
  primary key (comparison_seq, no)
) strict, without rowid;

create table reconciliation_line (
  comparison_seq integer not null references reconciliation_comparison (seq),
  side           text not null check (side in ('ours', 'theirs')),
  line           integer not null,
  finding        integer not null,
  date           text not null,
  -- of ours: what it is, a code under `word.`
  kind           text not null,
  number         text not null,
  reference      text not null,
  text           text not null,
  amount_minor   integer not null,
  document_seq   integer,
  -- of theirs: the row of the file
  file_row       integer,
  primary key (comparison_seq, side, line)
) strict, without rowid;

-- what became of a difference; one act may settle several
create table reconciliation_resolution (
  seq            integer not null,
  comparison_seq integer not null references reconciliation_comparison (seq),
  finding        integer not null,
  act            text not null check (act in ('explained', 'credit_note', 'correction', 'asked', 'accepted', 'reopened')),
  date           text not null,
  document_seq   integer references document (seq),
  task_id        integer references task (id),
  note           text not null,
  primary key (seq, finding)
) strict, without rowid;
create index reconciliation_resolution_by_finding on reconciliation_resolution (comparison_seq, finding, seq);

create trigger reconciliation_run_frozen before update on reconciliation_run begin select raise(abort, 'posted rows are never changed'); end;
create trigger reconciliation_run_kept before delete on reconciliation_run begin select raise(abort, 'posted rows are never deleted'); end;
create trigger reconciliation_frozen before update on reconciliation begin select raise(abort, 'posted rows are never changed'); end;
create trigger reconciliation_kept before delete on reconciliation begin select raise(abort, 'posted rows are never deleted'); end;
create trigger reconciliation_reply_frozen before update on reconciliation_reply begin select raise(abort, 'posted rows are never changed'); end;
create trigger reconciliation_reply_kept before delete on reconciliation_reply begin select raise(abort, 'posted rows are never deleted'); end;
create trigger reconciliation_comparison_frozen before update on reconciliation_comparison begin select raise(abort, 'posted rows are never changed'); end;
create trigger reconciliation_comparison_kept before delete on reconciliation_comparison begin select raise(abort, 'posted rows are never deleted'); end;
create trigger reconciliation_finding_frozen before update on reconciliation_finding begin select raise(abort, 'posted rows are never changed'); end;
create trigger reconciliation_finding_kept before delete on reconciliation_finding begin select raise(abort, 'posted rows are never deleted'); end;
create trigger reconciliation_line_frozen before update on reconciliation_line begin select raise(abort, 'posted rows are never changed'); end;
create trigger reconciliation_line_kept before delete on reconciliation_line begin select raise(abort, 'posted rows are never deleted'); end;
create trigger reconciliation_resolution_frozen before update on reconciliation_resolution begin select raise(abort, 'posted rows are never changed'); end;
create trigger reconciliation_resolution_kept before delete on reconciliation_resolution begin select raise(abort, 'posted rows are never deleted'); end;

-- how far each letter has come: the reply and the comparison that count, and how many differences are open
create view reconciliation_standing as
select s.seq, s.reply_seq, s.comparison_seq, s.open_findings,
       case when s.answer in ('confirmed', 'withdrawn') then s.answer
            when s.comparison_seq is not null then iif(s.open_findings = 0, 'resolved', 'compared')
            when s.answer = 'disagrees' then 'disagrees'
            else 'open' end as state
from (
  select c.seq, y.seq as reply_seq, y.answer, k.seq as comparison_seq,
         (select count(*)
          from reconciliation_finding f
          where f.comparison_seq = k.seq and f.kind not in ('matched', 'several_to_one', 'one_to_several')
            and coalesce((select r.act
                          from reconciliation_resolution r
                          where r.comparison_seq = f.comparison_seq and r.finding = f.no
                          order by r.seq desc
                          limit 1), 'reopened') in ('reopened', 'asked')) as open_findings
  from reconciliation c
  left join reconciliation_reply y
    on y.seq = (select max(a.seq) from reconciliation_reply a where a.reconciliation_seq = c.seq)
  left join reconciliation_comparison k
    on k.seq = (select max(b.seq) from reconciliation_comparison b where b.reconciliation_seq = c.seq)
) s;

-- every balance that a customer has confirmed, by a letter or on a statement that was sent
create view balance_confirmed as
select c.party_id, n.as_of, y.seq, y.date, y.signer, c.currency, coalesce(y.amount_minor, c.balance_minor) as amount_minor,
       y.attachment_id, c.seq as reconciliation_seq, null as statement_seq
from reconciliation c
join reconciliation_run n on n.seq = c.run_seq
join reconciliation_reply y
  on y.seq = (select max(a.seq) from reconciliation_reply a where a.reconciliation_seq = c.seq)
where y.answer = 'confirmed'
union all
select s.party_id, s.as_of, a.seq, a.date, '', s.currency, s.closing_minor, a.attachment_id, null, s.seq
from sent_statement s
join statement_answer a on a.seq = (select max(l.seq) from statement_answer l where l.statement_seq = s.seq)
where a.answer = 'confirmed';
