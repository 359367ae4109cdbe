-- What a customer is classed by, beside its name so that lists filter by it. The version's text stays the truth, and
-- these follow it.

alter table party add column source text;
alter table party add column owner_id integer references user (id);
-- declared, in the book's currency
alter table party add column potential_minor integer;
alter table party add column registered_capital_minor integer;
alter table party add column headcount integer;
alter table party add column currency text;
alter table party add column terms text;

update party
set currency = (select v.body ->> '$.currency' from party_version v where v.id = party.version_id),
    terms = (select v.body ->> '$.terms' from party_version v where v.id = party.version_id);

create table party_tag (
  tag      text not null,
  party_id integer not null references party (id),
  primary key (tag, party_id)
) strict, without rowid;
create index party_tag_by_party on party_tag (party_id, tag);

insert or ignore into party_tag (tag, party_id)
select tags.value, p.id
from party p
join party_version v on v.id = p.version_id
join json_each(v.body, '$.tags') tags
where trim(tags.value) <> '';
