-- What customers bought, act by act, in the book's currency and without tax: what classes, segments and the pivot count.

-- derived: an invoice or a credit note (below nought) on its day, and the opposite on the day of its void; the amount is
-- what the entry posted beside control and tax accounts
create table net_sale (
  seq            integer primary key,
  document_seq   integer not null references document (seq),
  party_id       integer not null references party (id),
  date           text not null,
  kind           text not null check (kind in ('invoice', 'credit_note')),
  direction      integer not null check (direction in (1, -1)),
  net_base_minor integer not null
) strict;
create index net_sale_by_party on net_sale (party_id, date, kind, direction, document_seq, net_base_minor);

insert into net_sale (seq, document_seq, party_id, date, kind, direction, net_base_minor)
select acts.seq, acts.document_seq, acts.party_id, acts.date, acts.kind, acts.direction,
       (select coalesce(sum(-l.side * l.base_minor), 0)
        from entry_line l
        join account a on a.id = l.account_id
        where l.seq = acts.seq and a.control is null
          and a.id not in (select account_id from account_role where role in ('VAT_OUT', 'VAT_IN')))
from (
  select d.seq, d.seq as document_seq, d.party_id, d.date, d.kind, 1 as direction
  from document d
  where d.kind in ('invoice', 'credit_note')
  union all
  select v.seq, d.seq, d.party_id, v.date, d.kind, -1
  from document_void v
  join document d on d.seq = v.document_seq
  where d.kind in ('invoice', 'credit_note')
) acts;
