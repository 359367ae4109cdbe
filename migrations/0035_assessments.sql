-- 5C 评估: what somebody judges of a customer; posted, the last that counts on a day holds. Its text stands in its act of the
-- trail too.
create table credit_assessment (
  seq        integer primary key,
  party_id   integer not null references party (id),
  date       text not null,
  character  text not null,
  capacity   text not null,
  capital    text not null,
  collateral text not null,
  conditions text not null
) strict;
create index credit_assessment_by_party on credit_assessment (party_id, date, seq);

create trigger credit_assessment_frozen before update on credit_assessment begin select raise(abort, 'posted rows are never changed'); end;
create trigger credit_assessment_kept before delete on credit_assessment begin select raise(abort, 'posted rows are never deleted'); end;
