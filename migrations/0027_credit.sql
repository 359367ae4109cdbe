-- 信用: what is agreed, overruled, released and known of customers, and grades as reviews kept them. All of it is posted: of
-- several rows the last that counts on a day holds. The text of each stands in its act of the trail too.

-- weights, knots, thresholds: the version that counts is the last
create table credit_policy (
  seq     integer primary key,
  -- as canonical JSON
  content text not null
) strict;

-- the limit agreed with a customer, from a day on, in the book's currency; absent where it was withdrawn
create table credit_limit (
  seq          integer primary key,
  party_id     integer not null references party (id),
  date         text not null,
  amount_minor integer check (amount_minor >= 0),
  reason       text not null
) strict;
create index credit_limit_by_party on credit_limit (party_id, date, seq);

-- a grade that somebody gives instead of the computed one, until a day; grade absent where it is ended early
create table credit_override (
  seq          integer primary key,
  party_id     integer not null references party (id),
  date         text not null,
  grade        text check (grade in ('A', 'B', 'C', 'D')),
  until        text not null,
  reason       text not null,
  -- who asked for it, and who agreed: one person where the owner does both
  requested_by integer not null references user (id),
  approved_by  integer not null references user (id)
) strict;
create index credit_override_by_party on credit_override (party_id, date, seq);

-- what the books do not say: insolvency and its end, instruments that came back, tangible net worth
create table credit_fact (
  seq          integer primary key,
  party_id     integer not null references party (id),
  kind         text not null check (kind in ('insolvency', 'insolvency_ended', 'bounced', 'net_worth')),
  date         text not null,
  amount_minor integer,
  note         text not null
) strict;
create index credit_fact_by_party on credit_fact (party_id, kind, date, seq);

-- a review of all customers on a day
create table credit_review_run (
  seq       integer primary key,
  date      text not null,
  customers integer not null,
  -- of its rows, as the trail has it
  digest    blob not null
) strict;
create index credit_review_run_by_date on credit_review_run (date, seq);

create table credit_review (
  party_id    integer not null references party (id),
  date        text not null,
  seq         integer not null references credit_review_run (seq),
  -- absent where it is not rated
  grade       text check (grade in ('A', 'B', 'C', 'D')),
  -- reviews on end whose score was good enough for the next better grade
  rises       integer not null,
  -- decimal text; absent without evidence
  score       text,
  raw         text,
  late_index  text,
  invoices    integer not null,
  -- class by volume: 1 is A, 2 is B, 3 is C
  volume      integer not null check (volume in (1, 2, 3)),
  knock_out   text check (knock_out in ('write_off', 'insolvency', 'long_overdue', 'bounced')),
  -- what the figures suggested
  limit_minor integer not null,
  -- the points of each factor, in their order, as JSON
  points      text not null,
  primary key (party_id, date, seq)
) strict, without rowid;
create index credit_review_by_run on credit_review (seq, party_id);

-- who may exceed the limit by how much, with which document or until when, and why
create table credit_release (
  seq          integer primary key,
  party_id     integer not null references party (id),
  date         text not null,
  -- the most a document may come to, tax included, in the book's currency
  amount_minor integer not null check (amount_minor > 0),
  until        text not null,
  reason       text not null,
  requested_by integer not null references user (id),
  approved_by  integer not null references user (id)
) strict;
create index credit_release_by_party on credit_release (party_id, until, seq);

-- what the check said when a document was issued; of customers with a limit
create table credit_check (
  document_seq   integer primary key references document (seq),
  party_id       integer not null references party (id),
  date           text not null,
  level          text not null check (level in ('ok', 'warn', 'soft', 'hard')),
  -- whether it stops: what is imported, and what adds nothing, is recorded only
  enforced       integer not null check (enforced in (0, 1)),
  limit_minor    integer not null,
  exposure_minor integer not null,
  adds_minor     integer not null,
  overdue_days   integer not null,
  grade          text check (grade in ('A', 'B', 'C', 'D')),
  -- what stood above the bounds, as JSON
  reasons        text not null,
  -- the release that it used
  release_seq    integer references credit_release (seq)
) strict;
create index credit_check_by_party on credit_check (party_id, document_seq);
create unique index credit_check_by_release on credit_check (release_seq) where release_seq is not null;

-- what a customer ordered and was delivered that stands on no invoice. What may be invoiced of an order holds what its
-- deliveries may be: that counts as delivered, the rest as ordered.
create view party_order_open as
select o.party_id,
       sum(case when o.seq = o.root_seq and d.kind = 'sales_order' then o.to_invoice_base_minor
                when o.seq <> o.root_seq then -o.to_invoice_base_minor else 0 end)
         - sum(case when d.kind = 'sales_order' then o.to_bill_base_minor else 0 end) as ordered_minor,
       sum(o.to_bill_base_minor) as delivered_minor
from open_line o
join document d on d.seq = o.seq
group by o.party_id;

create trigger credit_policy_frozen before update on credit_policy begin select raise(abort, 'posted rows are never changed'); end;
create trigger credit_policy_kept before delete on credit_policy begin select raise(abort, 'posted rows are never deleted'); end;
create trigger credit_limit_frozen before update on credit_limit begin select raise(abort, 'posted rows are never changed'); end;
create trigger credit_limit_kept before delete on credit_limit begin select raise(abort, 'posted rows are never deleted'); end;
create trigger credit_override_frozen before update on credit_override begin select raise(abort, 'posted rows are never changed'); end;
create trigger credit_override_kept before delete on credit_override begin select raise(abort, 'posted rows are never deleted'); end;
create trigger credit_fact_frozen before update on credit_fact begin select raise(abort, 'posted rows are never changed'); end;
create trigger credit_fact_kept before delete on credit_fact begin select raise(abort, 'posted rows are never deleted'); end;
create trigger credit_review_run_frozen before update on credit_review_run begin select raise(abort, 'posted rows are never changed'); end;
create trigger credit_review_run_kept before delete on credit_review_run begin select raise(abort, 'posted rows are never deleted'); end;
create trigger credit_review_frozen before update on credit_review begin select raise(abort, 'posted rows are never changed'); end;
create trigger credit_review_kept before delete on credit_review begin select raise(abort, 'posted rows are never deleted'); end;
create trigger credit_release_frozen before update on credit_release begin select raise(abort, 'posted rows are never changed'); end;
create trigger credit_release_kept before delete on credit_release begin select raise(abort, 'posted rows are never deleted'); end;
create trigger credit_check_frozen before update on credit_check begin select raise(abort, 'posted rows are never changed'); end;
create trigger credit_check_kept before delete on credit_check begin select raise(abort, 'posted rows are never deleted'); end;
