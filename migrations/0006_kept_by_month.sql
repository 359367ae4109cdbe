-- Posting to a large book writes fewer pages: a month's balances of all parties lie side by side, and the items of a
-- party and of a document are found through what opened them.

create table balance_by_month (
  account_id        integer not null references account (id),
  currency          text not null,
  month             text not null,
  party_id          integer not null,
  debit_minor       integer not null,
  credit_minor      integer not null,
  debit_base_minor  integer not null,
  credit_base_minor integer not null,
  primary key (account_id, currency, month, party_id)
) strict, without rowid;
insert into balance_by_month
select account_id, currency, month, party_id, debit_minor, credit_minor, debit_base_minor, credit_base_minor
from balance
order by account_id, currency, month, party_id;
drop table balance;
alter table balance_by_month rename to balance;

drop index open_item_by_document;
drop index open_item_by_party;
create index open_item_without_document on open_item (party_id) where document_seq is null;
create index document_by_other_party on document (detail ->> '$.to_party') where detail ->> '$.to_party' is not null;

-- every open item, found by its party: through the party's documents, through documents that pass a debt on to it, and
-- what no document opened
create view party_item as
select i.id, i.seq, i.document_seq, i.account_id, d.party_id as party_id, i.date, i.due_on, i.currency, i.amount_minor,
       i.base_minor
from document d
join open_item i on i.seq = d.seq and i.document_seq = d.seq
where i.party_id = d.party_id
union all
select i.id, i.seq, i.document_seq, i.account_id, d.detail ->> '$.to_party' as party_id, i.date, i.due_on, i.currency, i.amount_minor,
       i.base_minor
from document d
join open_item i on i.seq = d.seq and i.document_seq = d.seq
where d.detail ->> '$.to_party' is not null and i.party_id = d.detail ->> '$.to_party' and i.party_id <> d.party_id
union all
select i.id, i.seq, i.document_seq, i.account_id, i.party_id, i.date, i.due_on, i.currency, i.amount_minor,
       i.base_minor
from open_item i
where i.document_seq is null;
