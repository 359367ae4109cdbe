select e.seq, e.date, e.month, e.type as voucher_type, e.number, e.summary, l.line, a.code,
       a.name_zh, a.name_en, l.party_id, l.side,
       l.base_minor, coalesce(d.kind, vd.kind) as document_kind,
       coalesce(d.number, vd.number) as document_number, v.seq is not null as is_void
from entry e
join entry_line l on l.seq = e.seq
join account a on a.id = l.account_id
left join document d on d.seq = e.seq
left join document_void v on v.seq = e.seq
left join document vd on vd.seq = v.document_seq
where e.type in ('general', 'receipt', 'payment', 'transfer') and e.month >= :from_month and e.month <= :to_month
  and e.date >= :from and e.date <= :as_of and e.seq <= :known
order by e.month, e.type, e.number, l.line
