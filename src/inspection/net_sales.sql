with acts as (
  select d.seq, d.seq as document_seq, d.party_id, d.date, d.kind, 1 as direction
  from document d
  where d.kind in ('invoice', 'credit_note')
  union all
  select v.seq, d.seq, d.party_id, v.date, d.kind, -1
  from document_void v
  join document d on d.seq = v.document_seq
  where d.kind in ('invoice', 'credit_note')
), recomputed as (
  select a.*,
         (select coalesce(sum(-l.side * l.base_minor), 0)
          from entry_line l
          join account c on c.id = l.account_id
          where l.seq = a.seq and c.control is null
            and c.id not in (select account_id from account_role where role in ('VAT_OUT', 'VAT_IN'))) as net_base_minor
  from acts a
)
select d.number as fault
from recomputed r
full join net_sale s on s.seq = r.seq
join document d on d.seq = coalesce(r.document_seq, s.document_seq)
where (s.document_seq, s.party_id, s.date, s.kind, s.direction, s.net_base_minor)
   is not (r.document_seq, r.party_id, r.date, r.kind, r.direction, r.net_base_minor)
limit :shown
