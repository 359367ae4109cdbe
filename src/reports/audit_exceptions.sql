-- What an auditor looks at first; an entry that is several of them stands there for each.
with chosen as (
  select e.*, t.recorded_at, t.actor_id, v.seq is not null as is_void, coalesce(d.seq, v.document_seq) as document_seq
  from entry e
  join trail t on t.seq = e.seq
  left join document d on d.seq = e.seq
  left join document_void v on v.seq = e.seq
  where e.type in ('general', 'receipt', 'payment', 'transfer') and e.month >= :from_month and e.month <= :to_month
    and e.date >= :from and e.date <= :as_of and e.seq <= :known
), exceptions as (
  select 'after_close' as exception, seq from chosen c
  where exists (select 1 from closing k where k.month >= c.month and k.seq < c.seq)
  union all
  select 'backdated', seq from chosen where substr(recorded_at, 1, 7) > month
  union all
  select 'manual_control', seq from chosen c
  where c.purpose = 'voucher' and exists (
    select 1 from entry_line l join account a on a.id = l.account_id where l.seq = c.seq and a.control is not null)
  union all
  select 'reversal', seq from chosen where is_void or reverses_seq is not null
)
select x.exception, c.seq, c.date, c.month, c.type as voucher_type, c.number, c.summary,
       substr(c.recorded_at, 1, 10) as recorded_on,
       u.name as actor, d.kind as document_kind, d.number as document_number, c.is_void,
       (select sum(l.base_minor) from entry_line l where l.seq = c.seq and l.side = 1) as base_minor
from exceptions x
join chosen c on c.seq = x.seq
join user u on u.id = c.actor_id
left join document d on d.seq = c.document_seq
order by x.exception, c.date, c.seq
