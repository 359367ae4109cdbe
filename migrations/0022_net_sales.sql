-- What customers bought, act by act, in the book's currency and without tax: what classes, segments and the pivot count.

-- Each invoice, bill and credit on its day, and back on the day of its void, with what the act's entry posted on the accounts
-- of the document's lines: taxes, costs and rounding stay out. A debit counts positive.
create view trade_act as
select a.*,
       (select coalesce(sum(l.side * l.base_minor), 0)
        from entry_line l
        where l.seq = a.seq
          and l.account_id in (select i.account_id from document_line i where i.seq = a.document_seq)) as base_minor
from (
  select d.seq, d.seq as document_seq, d.kind, d.party_id, d.date, 1 as direction
  from document d
  where d.kind in ('invoice', 'credit_note', 'bill', 'supplier_credit')
  union all
  select v.seq, d.seq, d.kind, v.party_id, v.date, -1
  from document_void v
  join document d on d.seq = v.document_seq
  where d.kind in ('invoice', 'credit_note', 'bill', 'supplier_credit')
) a;

-- derived: the acts of customers among them; what was sold counts positive
create table net_sale (
  seq            integer primary key,
  document_seq   integer not null references document (seq),
  party_id       integer not null references party (id),
  date           text not null,
  kind           text not null check (kind in ('invoice', 'credit_note')),
  direction      integer not null check (direction in (1, -1)),
  net_base_minor integer not null
) strict;

insert into net_sale (seq, document_seq, party_id, date, kind, direction, net_base_minor)
select seq, document_seq, party_id, date, kind, direction, -base_minor
from trade_act
where kind in ('invoice', 'credit_note');
