-- How papers look: templates with their versions, and which paper uses which. All of it is posted; the text of each row stands in
-- its act of the trail too. A book without any prints as the house does.

-- of a template the last version counts; one that was deleted is used no more
create table paper_template (
  seq         integer primary key,
  template_id integer not null,
  deleted     integer not null check (deleted in (0, 1)),
  -- as canonical JSON
  content     text not null
) strict;
create index paper_template_by_template on paper_template (template_id, seq);

-- which template the papers of a kind use: for one party, or for all of whom nothing else is said; the last counts
create table paper_template_use (
  seq         integer primary key,
  kind        text not null,
  party_id    integer references party (id),
  -- absent where the house's own paper is used again
  template_id integer
) strict;
create index paper_template_use_by_kind on paper_template_use (kind, party_id, seq);

create trigger paper_template_frozen before update on paper_template begin select raise(abort, 'posted rows are never changed'); end;
create trigger paper_template_kept before delete on paper_template begin select raise(abort, 'posted rows are never deleted'); end;
create trigger paper_template_use_frozen before update on paper_template_use begin select raise(abort, 'posted rows are never changed'); end;
create trigger paper_template_use_kept before delete on paper_template_use begin select raise(abort, 'posted rows are never deleted'); end;
