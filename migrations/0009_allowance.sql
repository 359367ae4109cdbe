-- What doubtful and late debts cost. A row holds from a day on; of two for one day the later recorded one counts, and
-- none is ever changed, so that a report of the past finds what was known then.

-- 预期信用损失率; `content` is JSON: where each bucket of days past due ends, and for each bucket what is lost of how much
create table loss_rates (
  seq        integer primary key,
  valid_from text not null,
  content    text not null
) strict;

-- terms of late interest, of one party or (where that is absent) of all; `content` is JSON, the word null where none is
-- charged any more
create table interest_terms (
  seq        integer primary key,
  party_id   integer references party (id),
  valid_from text not null,
  content    text not null
) strict;

-- rates that are published and move: LPR, base rates; in percent a year
create table reference_rate (
  seq        integer primary key,
  name       text not null,
  valid_from text not null,
  percent    text not null,
  source     text not null
) strict;
