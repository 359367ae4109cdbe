-- Segments, what classes propose, and price lists. Each row stands as the act `seq` of the trail says; every change is an
-- act of its own, so that the trail holds every version.

create table customer_segment (
  id       integer primary key,
  seq      integer not null,
  name     text not null unique collate nocase,
  -- the rule, as JSON
  rule     text not null,
  archived integer not null default 0 check (archived in (0, 1))
) strict;

-- the lower place goes first where a customer is of several classes
create table class_default (
  id       integer primary key,
  seq      integer not null,
  place    integer not null,
  class    text not null check (class in ('abc', 'power', 'tag', 'segment')),
  value    text not null,
  -- terms, price list, discount, rhythm of visits, service plan, as JSON
  content  text not null,
  archived integer not null default 0 check (archived in (0, 1)),
  unique (class, value)
) strict;

create table price_list (
  id         integer primary key,
  seq        integer not null,
  -- counts the changes, the prices among them
  version    integer not null,
  name       text not null unique collate nocase,
  currency   text not null,
  -- whose: of all customers, of one, or of a class
  scope      text not null check (scope in ('all', 'party', 'abc', 'power', 'tag', 'segment')),
  value      text not null,
  valid_from text,
  valid_to   text,
  archived   integer not null default 0 check (archived in (0, 1))
) strict;

create table price (
  price_list_id integer not null references price_list (id),
  item_id       integer not null references item (id),
  -- from this quantity on, as decimal text
  from_quantity text not null,
  unit_price    text not null,
  primary key (price_list_id, item_id, from_quantity)
) strict, without rowid;
create index price_by_item on price (item_id);
