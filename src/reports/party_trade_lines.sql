-- The lines of one party's invoices and credits on their day, and back on the day of their void.
with counted as (
  select d.seq, d.seq as entry_seq, d.kind, d.date, 1 as direction
  from document d
  where d.party_id = :party and d.kind in (:plain, :credit) and d.date >= :from and d.date <= :as_of and d.seq <= :known
  union all
  select d.seq, v.seq, d.kind, v.date, -1
  from document_void v
  join document d on d.seq = v.document_seq
  where v.party_id = :party and d.kind in (:plain, :credit) and v.date >= :from and v.date <= :as_of and v.seq <= :known
)
select c.seq, c.date, iv.item_id, i.code, i.name_zh, i.name_en, l.description, l.unit, l.quantity, l.net_minor,
       c.direction * case c.kind when :credit then -1 else 1 end as sign,
       (select coalesce(sum(:sign * e.side * e.base_minor), 0)
        from entry_line e
        join account a on a.id = e.account_id
        where e.seq = c.entry_seq and a.control is null
          and a.id not in (select account_id from account_role where role in ('VAT_OUT', 'VAT_IN'))) as document_base_minor
from counted c
join document_line l on l.seq = c.seq
left join item_version iv on iv.id = l.item_version_id
left join item i on i.id = iv.item_id
order by c.seq, c.date, l.line
