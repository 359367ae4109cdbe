-- Leads, opportunities and the stages they pass: what is posted is added to and never changed; `opportunity` and `lead`
-- hold how it stands now and are recomputed by the proof. Rows that came with the program carry seq 0.

create table pipeline (
  id integer primary key
) strict;

-- a stage keeps its key and its end for good; its name, order and rules stand in the versions of its pipeline
create table stage (
  id          integer primary key,
  pipeline_id integer not null references pipeline (id),
  ends        text not null check (ends in ('open', 'won', 'lost'))
) strict;

-- posted; a pipeline with all its stages, version by version
create table pipeline_version (
  pipeline_id integer not null references pipeline (id),
  seq         integer not null,
  -- names, stages and their rules, as canonical JSON
  body        text not null,
  primary key (pipeline_id, seq)
) strict, without rowid;

create table lost_reason (
  id       integer primary key,
  -- the act that says it as it stands
  seq      integer not null,
  name_zh  text not null,
  name_en  text not null,
  -- 1 where somebody decided against us, 0 where nothing was decided
  decided  integer not null check (decided in (0, 1)),
  archived integer not null check (archived in (0, 1))
) strict;

create table opportunity (
  id                integer primary key,
  pipeline_id       integer not null references pipeline (id),
  party_id          integer not null references party (id),
  title             text not null,
  owner_id          integer not null references user (id),
  stage_id          integer not null references stage (id),
  state             text not null check (state in ('open', 'won', 'lost')),
  currency          text not null,
  amount_minor      integer not null,
  -- in the book's currency, at the rate of the day it was entered; absent where there was no rate
  base_minor        integer,
  expected_close_on text,
  source            text not null,
  next_step         text not null,
  next_step_on      text,
  created_on        text not null,
  -- since when it stands in its stage
  entered_on        text not null,
  -- until when it should have left it; of an open one
  deadline_on       text,
  lost_reason_id    integer references lost_reason (id),
  -- the acts that say what is known of it, and where it stands
  version_seq       integer not null,
  move_seq          integer not null,
  entered_seq       integer not null
) strict;
create index opportunity_by_stage on opportunity (stage_id, state, deadline_on, id);
create index opportunity_by_deadline on opportunity (state, deadline_on, id);
create index opportunity_sums on opportunity (state, stage_id, currency, amount_minor, base_minor);
create index opportunity_by_party on opportunity (party_id);
create index opportunity_by_owner on opportunity (owner_id, state);

-- posted; what is known of an opportunity, version by version
create table opportunity_version (
  seq            integer primary key,
  opportunity_id integer not null references opportunity (id),
  date           text not null,
  currency       text not null,
  amount_minor   integer not null,
  base_minor     integer,
  -- its fields, as canonical JSON
  body           text not null,
  salt           blob not null
) strict;
create index opportunity_version_by_opportunity on opportunity_version (opportunity_id, seq);

-- posted; where it stands, in whose hands and until when: a row for each move, each new owner and each new deadline
create table opportunity_move (
  seq            integer primary key,
  opportunity_id integer not null references opportunity (id),
  stage_id       integer not null references stage (id),
  -- 1 where it comes into the stage, 0 where it stays and owner or deadline change
  enters         integer not null check (enters in (0, 1)),
  date           text not null,
  owner_id       integer not null references user (id),
  deadline_on    text,
  lost_reason_id integer references lost_reason (id),
  why            text not null,
  salt           blob not null
) strict;
create index opportunity_move_by_opportunity on opportunity_move (opportunity_id, seq, stage_id, enters, date);
create index opportunity_move_by_stage on opportunity_move (stage_id, opportunity_id);

-- posted; a task of a stage done, or not after all: the last row of a task counts
create table stage_task (
  seq            integer primary key,
  opportunity_id integer not null references opportunity (id),
  -- the move that came into the stage
  move_seq       integer not null references opportunity_move (seq),
  -- which of the stage's tasks, from 1
  place          integer not null,
  done           integer not null check (done in (0, 1)),
  date           text not null,
  salt           blob not null
) strict;
create index stage_task_by_move on stage_task (move_seq, place, seq);

-- how each stands by what was posted: `opportunity` is written from it and proven against it
create view opportunity_now as
select o.id, s.pipeline_id, v.body ->> '$.party_id' as party_id, v.body ->> '$.title' as title, m.owner_id, m.stage_id,
       s.ends as state, v.currency, v.amount_minor, v.base_minor, v.body ->> '$.expected_close_on' as expected_close_on,
       v.body ->> '$.source' as source, v.body ->> '$.next_step' as next_step,
       v.body ->> '$.next_step_on' as next_step_on,
       (select f.date from opportunity_move f where f.opportunity_id = o.id order by f.seq limit 1) as created_on,
       e.date as entered_on, m.deadline_on, m.lost_reason_id, v.seq as version_seq, m.seq as move_seq,
       e.seq as entered_seq
from opportunity o
join opportunity_version v
  on v.seq = (select max(l.seq) from opportunity_version l where l.opportunity_id = o.id)
join opportunity_move m on m.seq = (select max(l.seq) from opportunity_move l where l.opportunity_id = o.id)
join opportunity_move e
  on e.seq = (select max(l.seq) from opportunity_move l where l.opportunity_id = o.id and l.enters)
join stage s on s.id = m.stage_id;

create table lead (
  id             integer primary key,
  state          text not null check (state in ('open', 'converted', 'dismissed')),
  name           text not null,
  company        text not null,
  phone          text not null,
  email          text not null,
  source         text not null,
  owner_id       integer not null references user (id),
  created_on     text not null,
  party_id       integer references party (id),
  opportunity_id integer references opportunity (id),
  version_seq    integer not null
) strict;
create index lead_by_state on lead (state, id);

-- posted; what is known of a lead and what became of it, version by version
create table lead_version (
  seq     integer primary key,
  lead_id integer not null references lead (id),
  date    text not null,
  body    text not null,
  salt    blob not null
) strict;
create index lead_version_by_lead on lead_version (lead_id, seq);

create view lead_now as
select l.id, v.body ->> '$.state' as state, v.body ->> '$.fields.name' as name, v.body ->> '$.fields.company' as company,
       v.body ->> '$.fields.phone' as phone, v.body ->> '$.fields.email' as email,
       v.body ->> '$.fields.source' as source, v.body ->> '$.fields.owner_id' as owner_id,
       v.body ->> '$.party_id' as party_id, v.body ->> '$.opportunity_id' as opportunity_id, v.seq as version_seq
from lead l
join lead_version v on v.seq = (select max(o.seq) from lead_version o where o.lead_id = l.id);

-- posted; what a person is to sell in a month, net of tax, in the book's currency: the last row counts
create table sales_target (
  seq          integer not null,
  user_id      integer not null references user (id),
  month        text not null,
  amount_minor integer not null,
  primary key (user_id, month, seq)
) strict, without rowid;

create trigger stage_frozen before update on stage begin select raise(abort, 'a stage keeps its end'); end;
create trigger stage_kept before delete on stage begin select raise(abort, 'a stage is taken out by a version'); end;
create trigger pipeline_version_frozen before update on pipeline_version begin select raise(abort, 'posted rows are never changed'); end;
create trigger pipeline_version_kept before delete on pipeline_version begin select raise(abort, 'posted rows are never deleted'); end;
create trigger opportunity_version_frozen before update on opportunity_version begin select raise(abort, 'posted rows are never changed'); end;
create trigger opportunity_version_kept before delete on opportunity_version begin select raise(abort, 'posted rows are never deleted'); end;
create trigger opportunity_move_frozen before update on opportunity_move begin select raise(abort, 'posted rows are never changed'); end;
create trigger opportunity_move_kept before delete on opportunity_move begin select raise(abort, 'posted rows are never deleted'); end;
create trigger stage_task_frozen before update on stage_task begin select raise(abort, 'posted rows are never changed'); end;
create trigger stage_task_kept before delete on stage_task begin select raise(abort, 'posted rows are never deleted'); end;
create trigger lead_version_frozen before update on lead_version begin select raise(abort, 'posted rows are never changed'); end;
create trigger lead_version_kept before delete on lead_version begin select raise(abort, 'posted rows are never deleted'); end;
create trigger sales_target_frozen before update on sales_target begin select raise(abort, 'posted rows are never changed'); end;
create trigger sales_target_kept before delete on sales_target begin select raise(abort, 'posted rows are never deleted'); end;

insert into pipeline (id) select 1 from book;
insert into stage (id, pipeline_id, ends)
select s.value ->> 0, 1, s.value ->> 1
from json_each('[[1, "open"], [2, "open"], [3, "open"], [4, "open"], [5, "open"], [6, "open"], [7, "won"], [8, "lost"]]') s
join book;
insert into pipeline_version (pipeline_id, seq, body)
select 1, 0, replace('{"archived":false,"name_en":"Sales","name_zh":"销售","stages":[{"days":7,"ends":"open","entry":[],"exit":["contact_named"],"id":1,"name_en":"First contact","name_zh":"初步接触","owner_id":null,"probability":10,"removed":false,"tasks":[]},
{"days":14,"ends":"open","entry":[],"exit":["amount_set","close_expected"],"id":2,"name_en":"Needs","name_zh":"需求","owner_id":null,"probability":20,"removed":false,"tasks":[]},
{"days":14,"ends":"open","entry":[],"exit":[],"id":3,"name_en":"Proposal","name_zh":"方案","owner_id":null,"probability":35,"removed":false,"tasks":[]},
{"days":14,"ends":"open","entry":[],"exit":[],"id":4,"name_en":"Quote","name_zh":"报价","owner_id":null,"probability":50,"removed":false,"tasks":[]},
{"days":21,"ends":"open","entry":[],"exit":[],"id":5,"name_en":"Negotiation","name_zh":"谈判","owner_id":null,"probability":70,"removed":false,"tasks":[]},
{"days":14,"ends":"open","entry":[],"exit":[],"id":6,"name_en":"Contract","name_zh":"合同","owner_id":null,"probability":90,"removed":false,"tasks":[]},
{"days":null,"ends":"won","entry":["amount_set"],"exit":[],"id":7,"name_en":"Won","name_zh":"赢单","owner_id":null,"probability":100,"removed":false,"tasks":[]},
{"days":null,"ends":"lost","entry":[],"exit":[],"id":8,"name_en":"Lost","name_zh":"输单","owner_id":null,"probability":0,"removed":false,"tasks":[]}]}', char(10), '')
from book;
insert into lost_reason (id, seq, name_zh, name_en, decided, archived)
select r.value ->> 0, 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, 0
from json_each('[[1, "价格", "Price", 1],
                 [2, "选择了竞争对手", "Chose a competitor", 1],
                 [3, "产品不合适", "Product does not fit", 1],
                 [4, "交期不合适", "Delivery time", 1],
                 [5, "需求取消", "No longer needed", 0],
                 [6, "联系不上", "No answer", 0],
                 [7, "重复录入", "Entered twice", 0]]') r
join book;
