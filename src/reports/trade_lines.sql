-- Documents on their day, and back on the day of their void; a document's base is what its entry posted beside control and
-- tax accounts.
with counted as (
  select d.seq, d.seq as entry_seq, d.kind, d.party_id, d.date, 1 as direction
  from document d
  where d.kind in (:plain, :credit) and d.date >= :from and d.date <= :as_of and d.seq <= :known
    and (:party is null or d.party_id = :party)
  union all
  select d.seq, v.seq, d.kind, d.party_id, v.date, -1
  from document_void v
  join document d on d.seq = v.document_seq
  where d.kind in (:plain, :credit) and v.date >= :from and v.date <= :as_of and v.seq <= :known
    and (:party is null or d.party_id = :party)
)
select c.seq, c.party_id, c.date, l.item_version_id, i.code, l.description, l.quantity, l.net_minor,
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
