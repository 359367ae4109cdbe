-- The lines of one party's invoices and credits on their day, and back on the day of their void.
select t.document_seq as seq, t.date, iv.item_id, i.code, i.name_zh, i.name_en, l.description, l.unit, l.quantity,
       l.net_minor, t.direction * case t.kind when :credit then -1 else 1 end as sign, :sign * t.base_minor as document_base_minor
from trade_act t
join document_line l on l.seq = t.document_seq
left join item_version iv on iv.id = l.item_version_id
left join item i on i.id = iv.item_id
where t.party_id = :party and t.kind in (:plain, :credit) and t.date >= :from and t.date <= :as_of and t.seq <= :known
order by t.document_seq, t.date, l.line
