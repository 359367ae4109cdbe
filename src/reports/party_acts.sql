select m.party_id, m.seq, m.date, m.currency, sum(m.amount_minor) as amount_minor,
       sum(m.base_minor) as base_minor, max(m.due_on) as due_on, e.month, e.type as voucher_type, e.number,
       coalesce(d.kind, vd.kind) as document_kind, coalesce(d.number, vd.number) as document_number,
       coalesce(d.seq, vd.seq) as document_seq, v.seq is not null as is_void
from (
  select i.party_id, i.seq, i.date, i.currency, i.due_on,
         case a.control when :advance then -i.amount_minor else i.amount_minor end as amount_minor,
         case a.control when :advance then -i.base_minor else i.base_minor end as base_minor
  from party_item i
  join account a on a.id = i.account_id
  where a.control in (:ledger, :advance) and i.party_id >= :first_party and i.party_id <= :last_party
    and i.date <= :until and i.seq <= :known
  union all
  select i.party_id, l.seq, l.date, i.currency, null,
         case a.control when :advance then l.amount_minor else -l.amount_minor end,
         case a.control when :advance then l.base_minor else -l.base_minor end
  from party_item i
  join account a on a.id = i.account_id
  join allocation l on l.item_id = i.id
  where a.control in (:ledger, :advance) and i.party_id >= :first_party and i.party_id <= :last_party
    and l.date <= :until and l.seq <= :known
) m
left join entry e on e.seq = m.seq
left join document d on d.seq = m.seq
left join document_void v on v.seq = m.seq
left join document vd on vd.seq = v.document_seq
group by m.party_id, m.currency, m.date, m.seq
order by m.party_id, m.currency, m.date, m.seq
