select l.seq, l.date, e.month, e.type as voucher_type, e.number, l.party_id, l.side, l.base_minor, e.summary,
       coalesce(d.kind, vd.kind) as document_kind, coalesce(d.number, vd.number) as document_number,
       v.seq is not null as is_void
from entry_line l indexed by entry_line_by_account
join entry e on e.seq = l.seq
left join document d on d.seq = l.seq
left join document_void v on v.seq = l.seq
left join document vd on vd.seq = v.document_seq
where l.account_id = :account_id and l.date >= :from and l.date <= :as_of and l.seq <= :known
order by l.date, l.seq, l.line
