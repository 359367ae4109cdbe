-- What rates gained (above nought) or lost: at settlement by entry, by revaluation for each item and each account.
with own as (
  select currency from book
), revaluing as (
  select seq, date, month, number from entry
  where purpose in ('revaluation', 'revaluation_back') and date >= :from and date <= :as_of and seq <= :known
), differences as (
  -- A difference stands in the book's currency on an account that takes them, in an entry of another currency.
  select l.seq, coalesce(d.seq, vd.seq) as document_seq, coalesce(d.currency, vd.currency) as currency,
         coalesce(d.party_id, vd.party_id) as party_id, null as account_code, -l.side * l.base_minor as realised,
         0 as unrealised
  from entry_line l
  join own on l.currency = own.currency
  join entry e on e.seq = l.seq and e.purpose is null
  left join document d on d.seq = l.seq
  left join document_void v on v.seq = l.seq
  left join document vd on vd.seq = v.document_seq
  where l.account_id in (select account_id from account_role where role in ('FX_GAIN', 'FX_LOSS'))
    and l.date >= :from and l.date <= :as_of and l.seq <= :known
    and exists (select 1 from entry_line o join own on o.currency <> own.currency where o.seq = l.seq)
  union all
  select e.seq, i.document_seq, i.currency, i.party_id, null, 0, -a.side * l.base_minor
  from revaluing e
  join allocation l on l.seq = e.seq
  join open_item i on i.id = l.item_id
  join account a on a.id = i.account_id
  union all
  select e.seq, null, l.currency, null, a.code, 0, l.side * l.base_minor
  from revaluing e
  join entry_line l on l.seq = e.seq
  join own on l.currency <> own.currency
  join account a on a.id = l.account_id and a.control is null
)
select f.seq, e.date, e.month, e.type as voucher_type, e.number, f.currency, f.party_id, f.account_code,
       f.document_seq,
       d.kind as document_kind, d.number as document_number, 0 as is_void,
       sum(f.realised) as realised_minor, sum(f.unrealised) as unrealised_minor
from differences f
join entry e on e.seq = f.seq
left join document d on d.seq = f.document_seq
group by f.seq, f.document_seq, f.currency, f.account_code
having realised_minor <> 0 or unrealised_minor <> 0
order by f.currency, e.date, f.seq, f.document_seq
