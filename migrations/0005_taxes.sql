-- Taxes with versions by day and with parts, the cost of what is sold, and what the company is for value added tax.

-- A tax is a code with versions; a document's line points to the version that was in force on its day. A version
-- with parts is the sum of them; one without charges nothing.
pragma defer_foreign_keys = on;
create table tax_kept as select * from tax;
drop table tax;
create table tax (
  id           integer primary key,
  code         text not null,
  treatment    text not null check (treatment in ('rate', 'zero', 'exempt', 'not_taxed', 'simplified', 'reverse')),
  kind         text not null check (kind in ('percent', 'fixed', 'group', 'combined')),
  rate_percent text not null,
  name_zh      text not null,
  name_en      text not null,
  -- empty where it always was
  valid_from   text not null default '',
  valid_to     text,
  active       integer not null default 1 check (active in (0, 1)),
  unique (code, valid_from)
) strict;

create table tax_part (
  tax_id            integer not null references tax (id),
  part              integer not null,
  name_zh           text not null default '',
  name_en           text not null default '',
  jurisdiction      text not null default '',
  kind              text not null check (kind in ('percent', 'fixed')),
  -- in percent, or an amount for each unit sold
  rate              text not null,
  include_base      integer not null default 0 check (include_base in (0, 1)),
  base_affected     integer not null default 0 check (base_affected in (0, 1)),
  withheld          integer not null default 0 check (withheld in (0, 1)),
  output_account_id integer references account (id),
  input_account_id  integer references account (id),
  output_box        text not null default '',
  input_box         text not null default '',
  primary key (tax_id, part)
) strict, without rowid;

insert into tax (id, code, treatment, kind, rate_percent, name_zh, name_en, valid_from, valid_to, active)
select t.id, t.code, t.treatment, 'percent', t.rate_percent, t.name_zh, t.name_en, coalesce(d.value ->> 1, ''),
       d.value ->> 2, t.active
from tax_kept t
left join json_each('[["VAT13", "2019-04-01", null], ["VAT9", "2019-04-01", null], ["VAT6", "2012-01-01", null],
                      ["LEVY1", "2020-03-01", "2027-12-31"]]') d
  on d.value ->> 0 = t.code and (select chart from book) <> 'ifrs';
insert into tax_part (tax_id, part, kind, rate)
select id, 1, 'percent', rate_percent from tax where cast(rate_percent as real) <> 0;
drop table tax_kept;

-- The amounts of a line's tax by part, where they do not follow from the line's own: of several parts, a withheld
-- or a reversed tax, or one by the unit.
-- posted
create table document_line_tax (
  seq          integer not null,
  line         integer not null,
  part         integer not null,
  base_minor   integer not null,
  amount_minor integer not null,
  primary key (seq, line, part),
  foreign key (seq, line) references document_line (seq, line)
) strict, without rowid;
create trigger document_line_tax_frozen before update on document_line_tax begin select raise(abort, 'posted rows are never changed'); end;
create trigger document_line_tax_kept before delete on document_line_tax begin select raise(abort, 'posted rows are never deleted'); end;

-- what the goods of the line cost, in the book's currency
alter table document_line add column cost_minor integer;

-- what the company is for value added tax, from a day on; a general taxpayer that files by month where there is none
create table taxpayer (
  valid_from   text primary key,
  regime       text not null check (regime in ('general', 'small_scale')),
  filing       text not null check (filing in ('month', 'quarter')),
  city_percent text not null,
  relief       integer not null check (relief in (0, 1))
) strict, without rowid;

insert into account_role (role, account_id)
select r.value ->> 0, a.id
from json_each('[["VAT_SMALL", "222101"], ["VAT_SIMPLIFIED", "222107"]]') r
join account a on a.code = r.value ->> 1
where (select chart from book) <> 'ifrs';
