-- A debt may be due in instalments: terms carry a plan, and a document opens an item for each part of its own.

-- JSON: [{"percent": "30", "months": 0, "days": 0, "name_zh": "定金", "name_en": "Deposit"}, …]; the last takes the rest
-- and names no percent
alter table terms add column plan text not null default '[]';

-- how an open item of a document is called: by the document's number, and by its place where it is one of several
-- instalments: XS2601-0001 (2/3). The items of a document stand in the order of its plan.
create view item_name as
select i.id as item_id,
       case when json_array_length(d.detail, '$.instalments') > 1 and i.seq = d.seq
            then d.number || ' (' || (i.id - (select min(f.id) from open_item f where f.seq = i.seq) + 1) || '/'
                 || json_array_length(d.detail, '$.instalments') || ')'
            else d.number end as name
from open_item i
join document d on d.seq = i.document_seq;

-- what is open now of a document, item by item
create view document_open as
select i.seq as document_seq, o.due_on, o.remaining_minor, o.remaining_base_minor
from open_item i
join outstanding o
  on o.account_id = i.account_id and o.party_id = i.party_id and o.due_on = i.due_on and o.item_id = i.id
where i.document_seq = i.seq;
