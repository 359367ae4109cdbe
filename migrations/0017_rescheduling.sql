-- 展期: what is open of a document gets new due days, by closing its items and opening others on the same account.

-- posted; the act that closed and opened them, and why
create table rescheduling (
  seq          integer primary key,
  document_seq integer not null references document (seq),
  date         text not null,
  reason       text not null
) strict;
create index rescheduling_by_document on rescheduling (document_seq);
create trigger rescheduling_frozen before update on rescheduling begin select raise(abort, 'posted rows are never changed'); end;
create trigger rescheduling_kept before delete on rescheduling begin select raise(abort, 'posted rows are never deleted'); end;

-- items of a document that its own act did not open
create index open_item_rescheduled on open_item (document_seq) where document_seq <> seq;
create index open_item_rescheduled_by_party on open_item (party_id) where document_seq <> seq;
create view rescheduled_open as
select i.document_seq, o.due_on, o.remaining_minor, o.remaining_base_minor
from open_item i
join outstanding o
  on o.account_id = i.account_id and o.party_id = i.party_id and o.due_on = i.due_on and o.item_id = i.id
where i.document_seq <> i.seq;

drop view party_item;
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
where i.document_seq is null
union all
select i.id, i.seq, i.document_seq, i.account_id, i.party_id, i.date, i.due_on, i.currency, i.amount_minor,
       i.base_minor
from open_item i
where i.document_seq <> i.seq;

-- how an open item of a document is called: by the document's number, and by its place where it is one of several that one
-- act opened: XS2601-0001 (2/3). The items of a document stand in the order of its plan.
drop view item_name;
create view item_name as
select item_id, case when parts > 1 then number || ' (' || (item_id - first + 1) || '/' || parts || ')' else number end as name
from (
  select i.id as item_id, d.number, (select min(f.id) from open_item f where f.seq = i.seq) as first,
         case when i.seq = d.seq then json_array_length(d.detail, '$.instalments')
              else (select count(*) from open_item f where f.seq = i.seq) end as parts
  from open_item i
  join document d on d.seq = i.document_seq
);
