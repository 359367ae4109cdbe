select coalesce(sum(l.side * l.base_minor), 0)
from (
  select d.seq from document d
  where d.kind in ('invoice', 'credit_note') and d.date >= :from and d.date <= :to and d.seq <= :known
  union all
  select v.seq from document_void v
  join document d on d.seq = v.document_seq
  where d.kind in ('invoice', 'credit_note') and v.date >= :from and v.date <= :to and v.seq <= :known
) acts
cross join entry_line l on l.seq = acts.seq
join account a on a.id = l.account_id
where a.control = 'receivable'
