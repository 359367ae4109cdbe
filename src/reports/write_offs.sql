-- Debts given up and bad debts recovered; what was voided counts back on the day of its void.
select d.seq, d.kind as document_kind, d.number as document_number, 0 as is_void, d.date, d.party_id,
       d.detail ->> '$.reason' as reason, d.currency, d.gross_minor as amount_minor,
       (select sum(max(l.base_minor, 0)) from entry_line l where l.seq = d.seq and l.side = 1) as base_minor
from document d
where d.kind in ('bad_debt', 'payable_write_off', 'recovery')
  and d.date >= :from and d.date <= :as_of and d.seq <= :known
union all
select d.seq, d.kind, d.number, 1, v.date, d.party_id, d.detail ->> '$.reason', d.currency, -d.gross_minor,
       -(select sum(max(l.base_minor, 0)) from entry_line l where l.seq = d.seq and l.side = 1)
from document_void v
join document d on d.seq = v.document_seq
where d.kind in ('bad_debt', 'payable_write_off', 'recovery')
  and v.date >= :from and v.date <= :as_of and v.seq <= :known
order by 5, 1, 4
