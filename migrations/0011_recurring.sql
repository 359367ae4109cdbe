-- Documents that come again: what each of them says and when, and what was made of it, each day of the schedule once.

-- `seq` is the act of the trail that says the template as it stands; every change is an act of its own
create table recurring (
  id        integer primary key,
  seq       integer not null,
  kind      text not null check (kind in ('invoice', 'bill')),
  party_id  integer not null references party (id),
  state     text not null check (state in ('active', 'paused', 'ended')),
  -- days of the schedule before this one count no more: its rhythm was changed then
  runs_from text not null,
  -- name, document, schedule and rules, as JSON
  content   text not null
) strict;
create index recurring_by_party on recurring (party_id);

-- the key is what makes a document once and only once, whoever asks and however often
create table recurring_occurrence (
  recurring_id integer not null references recurring (id),
  scheduled_on text not null,
  outcome      text not null check (outcome in ('issued', 'draft', 'skipped')),
  -- the template as it stood: an act of the trail
  template_seq integer not null,
  -- of a draft: once it was issued
  document_seq integer references document (seq),
  -- gone once it was issued or thrown away
  draft_id     integer references draft (id) on delete set null,
  made_at      text not null,
  primary key (recurring_id, scheduled_on)
) strict, without rowid;
create index recurring_occurrence_by_document on recurring_occurrence (document_seq) where document_seq is not null;
create index recurring_occurrence_by_draft on recurring_occurrence (draft_id) where draft_id is not null;
create trigger recurring_occurrence_kept before delete on recurring_occurrence when old.outcome <> 'skipped'
begin select raise(abort, 'what was made is not made again'); end;
