select m.seq, m.item_id, i.document_seq, d.kind, n.name, i.due_on, i.currency, i.amount_minor,
       i.amount_minor - coalesce((select sum(l.amount_minor) from allocation l
                                  where l.item_id = i.id and l.date <= :day and l.seq <= :known), 0) as open_minor
from promise p
cross join promise_item m on m.seq = p.seq
cross join open_item i on i.id = m.item_id
left join document d on d.seq = i.document_seq
left join item_name n on n.item_id = i.id
where p.party_id >= :first and p.party_id <= :last and p.seq <= :known
order by m.seq, i.due_on, i.id
