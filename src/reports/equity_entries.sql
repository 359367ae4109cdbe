-- The lines of entries that move equity itself; profit that no entry transferred yet is not among them.
select e.seq, e.date, e.month, e.type as voucher_type, e.number, e.summary, e.purpose, d.kind as document_kind,
       d.number as document_number, 0 as is_void, l.account_id, -l.side * l.base_minor as base_minor
from entry e
join entry_line l on l.seq = e.seq
left join document d on d.seq = e.seq
where e.seq in (
  select x.seq from entry_line x
  where x.account_id in (select id from account where type = 'equity')
    and x.date >= :from and x.date <= :as_of and x.seq <= :known
)
order by e.date, e.seq, l.line
