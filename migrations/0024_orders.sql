-- From quote to invoice: what a line was made from, versions of quotes, what became of them, and what is open.

-- the quote that a new version replaces
alter table document add column supersedes_seq integer references document (seq);
create index document_by_superseded on document (supersedes_seq) where supersedes_seq is not null;

-- the line that a line was made from: of a quote, an order, a delivery, an invoice
alter table document_line add column source_seq integer references document (seq);
alter table document_line add column source_line integer;
create index document_line_by_source on document_line (source_seq, source_line) where source_seq is not null;

create index document_by_corrected on document (credits_seq) where credits_seq is not null;

-- posted; what became of a quote, an order or a delivery: of several the last counts
create table document_decision (
  seq          integer primary key,
  document_seq integer not null references document (seq),
  decision     text not null check (decision in ('accepted', 'declined', 'undecided', 'closed', 'reopened')),
  date         text not null,
  -- who of the customer said it
  said_by      text not null,
  reason       text not null,
  salt         blob not null
) strict;
create index document_decision_by_document on document_decision (document_seq, seq);
create trigger document_decision_frozen before update on document_decision begin select raise(abort, 'posted rows are never changed'); end;
create trigger document_decision_kept before delete on document_decision begin select raise(abort, 'posted rows are never deleted'); end;

-- derived: lines of orders and deliveries of which something is left; amounts with tax, shares of the line's own.
-- `to_bill` is the part of `to_invoice` that the billing run takes; `root_seq` is the order that a delivery came from
create table open_line (
  seq                   integer not null,
  line                  integer not null,
  root_seq              integer not null,
  party_id              integer not null,
  to_deliver            text not null,
  to_invoice            text not null,
  to_bill               text not null,
  to_deliver_minor      integer not null,
  to_invoice_minor      integer not null,
  to_bill_minor         integer not null,
  to_deliver_base_minor integer not null,
  to_invoice_base_minor integer not null,
  to_bill_base_minor    integer not null,
  primary key (seq, line)
) strict, without rowid;
create index open_line_by_root on open_line (root_seq);
create index open_line_by_party on open_line (party_id, seq);

-- how a document that posts nothing stands, whatever the day
create view standing as
select d.seq as document_seq,
       case
         when d.kind = 'quote' then
           case
             when exists (select 1 from document n
                          where n.supersedes_seq = d.seq
                            and not exists (select 1 from document_void nv where nv.document_seq = n.seq))
               then 'superseded'
             else coalesce(
               (select nullif(k.decision, 'undecided') from document_decision k where k.document_seq = d.seq
                order by k.seq desc limit 1),
               (select 'accepted' from document_line o
                where o.source_seq = d.seq
                  and not exists (select 1 from document_void ov where ov.document_seq = o.seq) limit 1),
               'open')
           end
         when (select k.decision from document_decision k where k.document_seq = d.seq
               order by k.seq desc limit 1) = 'closed' then 'closed'
         when exists (select 1 from open_line o where o.seq = d.seq) then 'open'
         else 'completed'
       end as state
from document d
where d.kind in ('quote', 'sales_order', 'delivery');
