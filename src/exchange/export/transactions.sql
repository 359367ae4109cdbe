select e.seq, e.date, e.type as voucher_type, e.month, e.number, e.summary, e.purpose, e.reverses_seq,
       coalesce(d.kind, vd.kind) as document_kind, coalesce(d.number, vd.number) as document_number,
       v.seq is not null as is_void, l.account_id, l.side, l.currency, l.amount_minor, l.base_minor,
       p.code as party_code, p.name as party_name
from entry e
join entry_line l on l.seq = e.seq
left join document d on d.seq = e.seq
left join document_void v on v.seq = e.seq
left join document vd on vd.seq = v.document_seq
left join party p on p.id = l.party_id
order by e.date, e.seq, l.line
