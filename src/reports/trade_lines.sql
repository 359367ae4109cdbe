-- The lines of documents on their day, and back on the day of their void.
select t.document_seq as seq, t.party_id, t.date, l.item_version_id, i.code, l.description, l.quantity, l.net_minor,
       t.direction * case t.kind when :credit then -1 else 1 end as sign, :sign * t.base_minor as document_base_minor
from trade_act t
join document_line l on l.seq = t.document_seq
left join item_version iv on iv.id = l.item_version_id
left join item i on i.id = iv.item_id
where t.kind in (:plain, :credit) and t.date >= :from and t.date <= :as_of and t.seq <= :known
  and (:party is null or t.party_id = :party)
order by t.document_seq, t.date, l.line
