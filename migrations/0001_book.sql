-- A Kezhang book: one company's customers, documents and ledgers.
--
-- Amounts are whole minor units of the currency beside them; quantities, prices and rates are decimal text;
-- days are ISO text; instants are UTC text with milliseconds. Rows of a table marked "posted" are never
-- changed: triggers at the end refuse it. `seq` numbers every recorded act (see `trail`); posted rows carry
-- the seq of the act that wrote them, and the key of a document and of an entry is that seq. References to
-- `trail` are no foreign keys, because its row, which covers the others, is written last; `verify` checks them.

-- ── the book ──────────────────────────────────────────────────────────────────────────────────────────────

create table book (
  id         integer primary key check (id = 1),
  uuid       text not null,
  chart      text not null,
  currency   text not null,
  rounding   text not null check (rounding in ('half_up', 'half_even')),
  red_letter integer not null check (red_letter in (0, 1)),
  language   text not null,
  created_at text not null
) strict;

create table setting (
  key   text primary key,
  value text not null
) strict, without rowid;

create table user (
  id            integer primary key,
  name          text not null unique collate nocase,
  role          text not null check (role in ('owner', 'bookkeeper', 'sales', 'viewer')),
  language      text,
  password_hash text,
  active        integer not null default 1 check (active in (0, 1))
) strict;

-- posted; the hash chain: hash = sha256(hex(previous hash) || canonical header), where the header covers seq,
-- recorded_at, actor, command, subject and the digest of what the act wrote
create table trail (
  seq         integer primary key,
  recorded_at text not null,
  actor_id    integer not null references user (id),
  command     text not null,
  subject     text not null,
  subject_id  integer,
  form        integer not null,
  digest      blob not null,
  hash        blob not null,
  salt        blob,
  body        text
) strict;
create index trail_by_subject on trail (subject, subject_id) where subject <> 'posting';

-- Repeating a request returns its first answer.
create table request (
  request_id text primary key,
  seq        integer not null,
  command    text not null,
  input_hash blob not null,
  output     text not null
) strict, without rowid;

create table job (
  id          integer primary key,
  command     text not null,
  input       text not null,
  state       text not null check (state in ('running', 'done', 'failed', 'cancelled', 'interrupted')),
  step        text,
  done_count  integer not null default 0,
  total_count integer not null default 0,
  actor_id    integer not null references user (id),
  started_at  text not null,
  process     integer not null,
  finished_at text,
  error       text
) strict;

create table attachment (
  id         integer primary key,
  seq        integer not null,
  file_name  text not null,
  media_type text not null,
  sha256     blob not null,
  bytes      blob not null
) strict;

-- ── company, terms, parties, items ────────────────────────────────────────────────────────────────────────

-- posted
create table company_version (
  id   integer primary key,
  seq  integer not null,
  body text not null,
  salt blob not null
) strict;

create table terms (
  code    text primary key,
  name_zh text not null,
  name_en text not null,
  base    text not null check (base in ('document_date', 'month_end')),
  months  integer not null default 0,
  days    integer not null default 0,
  active  integer not null default 1 check (active in (0, 1))
) strict, without rowid;

create table party (
  id          integer primary key,
  code        text not null unique collate nocase,
  name        text not null,
  short_name  text not null default '',
  is_customer integer not null check (is_customer in (0, 1)),
  is_supplier integer not null check (is_supplier in (0, 1)),
  industry    text,
  region      text,
  version_id  integer not null,
  archived    integer not null default 0 check (archived in (0, 1))
) strict;
create index party_by_name on party (name, id);

-- posted
create table party_version (
  id       integer primary key,
  party_id integer not null references party (id),
  version  integer not null,
  seq      integer not null,
  name     text not null,
  body     text not null,
  salt     blob not null,
  unique (party_id, version)
) strict;

-- Two adjacent characters make one token, so that a phrase of tokens is any part of a name in any script.
create virtual table party_search using fts5 (tokens, content = '', contentless_delete = 1, tokenize = 'ascii');

create table item (
  id         integer primary key,
  code       text not null unique collate nocase,
  name_zh    text not null default '',
  name_en    text not null default '',
  version_id integer not null,
  archived   integer not null default 0 check (archived in (0, 1))
) strict;

-- posted
create table item_version (
  id      integer primary key,
  item_id integer not null references item (id),
  version integer not null,
  seq     integer not null,
  body    text not null,
  salt    blob not null,
  unique (item_id, version)
) strict;

create virtual table item_search using fts5 (tokens, content = '', contentless_delete = 1, tokenize = 'ascii');

-- ── ledger ────────────────────────────────────────────────────────────────────────────────────────────────

create table account (
  id       integer primary key,
  code     text not null unique,
  parent   text,
  name_zh  text not null,
  name_en  text not null,
  type     text not null check (type in ('asset', 'liability', 'equity', 'cost', 'revenue', 'expense')),
  side     integer not null check (side in (1, -1)),
  control  text check (control in ('receivable', 'payable', 'customer_advance', 'supplier_prepayment')),
  postable integer not null check (postable in (0, 1)),
  active   integer not null default 1 check (active in (0, 1))
) strict;

create table account_role (
  role       text primary key,
  account_id integer not null references account (id)
) strict, without rowid;

create table tax (
  id           integer primary key,
  code         text not null unique,
  treatment    text not null check (treatment in ('rate', 'zero', 'exempt', 'not_taxed', 'simplified', 'reverse')),
  rate_percent text not null,
  name_zh      text not null,
  name_en      text not null,
  active       integer not null default 1 check (active in (0, 1))
) strict;

-- Patterns like XS{YY}{MM}-{0000}; the counter restarts with the shortest period the pattern names.
create table number_series (
  kind    text primary key,
  pattern text not null
) strict, without rowid;

create table number_counter (
  kind        text not null,
  period      text not null,
  last_number integer not null,
  primary key (kind, period)
) strict, without rowid;

-- posted
create table entry (
  seq          integer primary key,
  type         text not null,
  month        text not null,
  number       integer not null,
  date         text not null,
  reverses_seq integer references entry (seq),
  summary      text,
  salt         blob,
  text_digest  blob,
  unique (type, month, number)
) strict;
create index entry_by_reversal on entry (reverses_seq) where reverses_seq is not null;

-- posted; side 1 is debit, -1 credit; a negative amount is red-letter (红字)
create table entry_line (
  seq          integer not null references entry (seq),
  line         integer not null,
  account_id   integer not null references account (id),
  party_id     integer references party (id),
  date         text not null,
  side         integer not null check (side in (1, -1)),
  currency     text not null,
  amount_minor integer not null,
  base_minor   integer not null,
  primary key (seq, line)
) strict, without rowid;
create index entry_line_by_account on entry_line (account_id, date, seq);

-- posted
create table closing (
  month text primary key,
  seq   integer not null unique,
  head  blob not null
) strict, without rowid;

-- derived: kept balances; party_id is 0 where the account is no control account
create table balance (
  account_id        integer not null references account (id),
  currency          text not null,
  party_id          integer not null,
  month             text not null,
  debit_minor       integer not null,
  credit_minor      integer not null,
  debit_base_minor  integer not null,
  credit_base_minor integer not null,
  primary key (account_id, currency, party_id, month)
) strict, without rowid;

-- ── documents ─────────────────────────────────────────────────────────────────────────────────────────────

create table draft (
  id         integer primary key,
  kind       text not null,
  party_id   integer references party (id),
  version    integer not null,
  body       text not null,
  updated_at text not null,
  updated_by integer not null references user (id)
) strict;

-- posted
create table document (
  seq                integer primary key,
  kind               text not null,
  number             text not null,
  numbered           integer not null check (numbered in (0, 1)),
  party_id           integer not null references party (id),
  party_version_id   integer not null references party_version (id),
  company_version_id integer not null references company_version (id),
  date               text not null,
  due_on             text,
  terms              text,
  currency           text not null,
  rate               text not null,
  tax_mode           text,
  discount_percent   text,
  net_minor          integer not null,
  tax_minor          integer not null,
  gross_minor        integer not null,
  account_id         integer references account (id),
  credits_seq        integer references document (seq),
  reference          text,
  notes              text,
  language           text,
  salt               blob not null,
  text_digest        blob not null
) strict;
-- a number of our own series is unique; an imported document keeps the number it came with
create unique index document_numbered on document (kind, number) where numbered;
create index document_by_number on document (number);
create index document_by_party on document (party_id, date);
create index document_by_date on document (kind, date, seq);

-- posted
create table document_line (
  seq              integer not null references document (seq),
  line             integer not null,
  item_version_id  integer references item_version (id),
  description      text not null,
  specification    text,
  unit             text,
  quantity         text not null,
  unit_price       text not null,
  discount_percent text,
  tax_id           integer not null references tax (id),
  account_id       integer not null references account (id),
  gross_minor      integer not null,
  net_minor        integer not null,
  tax_minor        integer not null,
  primary key (seq, line)
) strict, without rowid;

-- posted
create table document_void (
  document_seq integer primary key references document (seq),
  seq          integer not null unique,
  date         text not null,
  reason       text not null
) strict;

-- ── settlement ────────────────────────────────────────────────────────────────────────────────────────────

-- posted; amounts count in the natural direction of the account: an invoice is positive on a receivable
-- account, a credit note negative, an advance positive on an advance account
create table open_item (
  id           integer primary key,
  seq          integer not null,
  document_seq integer references document (seq),
  account_id   integer not null references account (id),
  party_id     integer not null references party (id),
  date         text not null,
  due_on       text not null,
  currency     text not null,
  amount_minor integer not null,
  base_minor   integer not null
) strict;
create index open_item_by_party on open_item (party_id, date);
create index open_item_by_document on open_item (document_seq);
create index open_item_by_seq on open_item (seq);

-- posted; what reduces an item, in the item's own direction; negative rows take an allocation back;
-- document_seq is the receipt, payment or credit note that settles
create table allocation (
  seq          integer not null,
  line         integer not null,
  item_id      integer not null references open_item (id),
  document_seq integer references document (seq),
  date         text not null,
  amount_minor integer not null,
  base_minor   integer not null,
  primary key (seq, line)
) strict, without rowid;
create index allocation_by_item on allocation (item_id, date);
create index allocation_by_document on allocation (document_seq) where document_seq is not null;

-- derived: what is open now
create table outstanding (
  account_id           integer not null,
  party_id             integer not null,
  due_on               text not null,
  item_id              integer not null,
  date                 text not null,
  currency             text not null,
  remaining_minor      integer not null,
  remaining_base_minor integer not null,
  primary key (account_id, party_id, due_on, item_id)
) strict, without rowid;

-- derived: open totals in base currency, per control account and party
create table party_total (
  account_id      integer not null,
  party_id        integer not null,
  open_base_minor integer not null,
  primary key (account_id, party_id)
) strict, without rowid;
create index party_total_by_open on party_total (account_id, open_base_minor, party_id);

-- ── import ────────────────────────────────────────────────────────────────────────────────────────────────

create table mapping (
  name text primary key,
  kind text not null,
  body text not null
) strict, without rowid;

create table import_run (
  id         integer primary key,
  seq        integer not null,
  source     text not null,
  kind       text not null,
  file_name  text not null,
  row_count  integer not null,
  undone_seq integer
) strict;

create table import_identity (
  source     text not null,
  kind       text not null,
  number     text not null,
  run_id     integer not null references import_run (id),
  digest     blob not null,
  subject_id integer not null,
  primary key (source, kind, number)
) strict, without rowid;
create index import_identity_by_run on import_identity (run_id);

-- ── nothing posted is ever changed ────────────────────────────────────────────────────────────────────────

create trigger trail_frozen before update on trail begin select raise(abort, 'posted rows are never changed'); end;
create trigger trail_kept before delete on trail begin select raise(abort, 'posted rows are never deleted'); end;
create trigger company_version_frozen before update on company_version begin select raise(abort, 'posted rows are never changed'); end;
create trigger company_version_kept before delete on company_version begin select raise(abort, 'posted rows are never deleted'); end;
create trigger party_version_frozen before update on party_version begin select raise(abort, 'posted rows are never changed'); end;
create trigger party_version_kept before delete on party_version begin select raise(abort, 'posted rows are never deleted'); end;
create trigger item_version_frozen before update on item_version begin select raise(abort, 'posted rows are never changed'); end;
create trigger item_version_kept before delete on item_version begin select raise(abort, 'posted rows are never deleted'); end;
create trigger entry_frozen before update on entry begin select raise(abort, 'posted rows are never changed'); end;
create trigger entry_kept before delete on entry begin select raise(abort, 'posted rows are never deleted'); end;
create trigger entry_line_frozen before update on entry_line begin select raise(abort, 'posted rows are never changed'); end;
create trigger entry_line_kept before delete on entry_line begin select raise(abort, 'posted rows are never deleted'); end;
create trigger closing_frozen before update on closing begin select raise(abort, 'posted rows are never changed'); end;
create trigger closing_kept before delete on closing begin select raise(abort, 'posted rows are never deleted'); end;
create trigger document_frozen before update on document begin select raise(abort, 'posted rows are never changed'); end;
create trigger document_kept before delete on document begin select raise(abort, 'posted rows are never deleted'); end;
create trigger document_line_frozen before update on document_line begin select raise(abort, 'posted rows are never changed'); end;
create trigger document_line_kept before delete on document_line begin select raise(abort, 'posted rows are never deleted'); end;
create trigger document_void_frozen before update on document_void begin select raise(abort, 'posted rows are never changed'); end;
create trigger document_void_kept before delete on document_void begin select raise(abort, 'posted rows are never deleted'); end;
create trigger open_item_frozen before update on open_item begin select raise(abort, 'posted rows are never changed'); end;
create trigger open_item_kept before delete on open_item begin select raise(abort, 'posted rows are never deleted'); end;
create trigger allocation_frozen before update on allocation begin select raise(abort, 'posted rows are never changed'); end;
create trigger allocation_kept before delete on allocation begin select raise(abort, 'posted rows are never deleted'); end;
