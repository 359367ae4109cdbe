-- What the law says of value added tax and what the company is for it, as it was known: rows are added and never changed,
-- of two for one day the later recorded one counts, so that a report of the past finds what was known then. Rows that came
-- with the program carry seq 0; what was entered before is taken from the trail.

create table vat_rule_known (
  seq        integer not null,
  rule       text not null check (rule in ('exempt_up_to', 'exempt_below', 'education_up_to', 'education',
                                           'local_education', 'surtax_relief')),
  -- empty where it always was
  valid_from text not null,
  -- the last day; open where absent
  valid_to   text,
  -- sales of a month, or percent
  value      text not null,
  -- where it stands: the notice, its number
  source     text not null,
  primary key (rule, valid_from, seq)
) strict, without rowid;

insert into vat_rule_known (seq, rule, valid_from, valid_to, value, source)
select 0, r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4
from json_each('[["exempt_up_to", "2023-01-01", "2025-12-31", "100000", "财政部 税务总局公告2023年第1号、第19号"],
                 ["exempt_below", "2026-01-01", "2027-12-31", "100000", "增值税法（2026-01-01施行）"],
                 ["education_up_to", "2016-02-01", null, "100000", "财税〔2016〕12号"],
                 ["education", "", null, "3", "征收教育费附加的暂行规定"],
                 ["local_education", "", null, "2", "财综〔2010〕98号"],
                 ["surtax_relief", "2022-01-01", "2027-12-31", "50", "财政部 税务总局公告2022年第10号、2023年第12号"]]') r
join book b on b.chart <> 'ifrs';
insert into vat_rule_known (seq, rule, valid_from, valid_to, value, source)
select seq, body ->> '$.vat_rule.rule', body ->> '$.vat_rule.valid_from', body ->> '$.vat_rule.valid_to',
       body ->> '$.vat_rule.value', ''
from trail
where command = 'vat_rule.save' and body ->> '$.vat_rule.value' is not null;
insert into vat_rule_known (seq, rule, valid_from, valid_to, value, source)
select 0, k.rule, k.valid_from, k.valid_to, k.value, ''
from vat_rule k
where not exists (select 1 from vat_rule_known n where n.rule = k.rule and n.valid_from = k.valid_from);
drop table vat_rule;
alter table vat_rule_known rename to vat_rule;

create table taxpayer_known (
  seq          integer not null,
  valid_from   text not null,
  regime       text not null check (regime in ('general', 'small_scale')),
  filing       text not null check (filing in ('month', 'quarter')),
  city_percent text not null,
  relief       integer not null check (relief in (0, 1)),
  primary key (valid_from, seq)
) strict, without rowid;
insert into taxpayer_known (seq, valid_from, regime, filing, city_percent, relief)
select seq, body ->> '$.taxpayer.valid_from', body ->> '$.taxpayer.regime', body ->> '$.taxpayer.filing',
       body ->> '$.taxpayer.city_percent', body ->> '$.taxpayer.relief'
from trail
where command = 'taxpayer.save' and body ->> '$.taxpayer.regime' is not null;
insert into taxpayer_known (seq, valid_from, regime, filing, city_percent, relief)
select 0, k.valid_from, k.regime, k.filing, k.city_percent, k.relief
from taxpayer k
where not exists (select 1 from taxpayer_known n where n.valid_from = k.valid_from);
drop table taxpayer;
alter table taxpayer_known rename to taxpayer;

create trigger vat_rule_frozen before update on vat_rule begin select raise(abort, 'posted rows are never changed'); end;
create trigger vat_rule_kept before delete on vat_rule begin select raise(abort, 'posted rows are never deleted'); end;
create trigger taxpayer_frozen before update on taxpayer begin select raise(abort, 'posted rows are never changed'); end;
create trigger taxpayer_kept before delete on taxpayer begin select raise(abort, 'posted rows are never deleted'); end;
