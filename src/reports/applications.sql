select l.seq, d.kind as document_kind,
       case when d.detail is null and i.seq = d.seq then d.number else (select n.name from item_name n where n.item_id = i.id) end
         as document_number,
       0 as is_void, i.currency, l.amount_minor
from party_item i
join account a on a.id = i.account_id
join allocation l on l.item_id = i.id
left join document d on d.seq = i.document_seq
where a.control = :ledger and i.party_id = :party and i.amount_minor > 0
  and l.seq not in (select seq from rescheduling
                    union all select t.seq from rescheduling r join trail t on t.subject_id = r.seq and t.subject = 'posting')
  and l.date >= :from and l.date <= :as_of and l.seq <= :known
order by l.seq, l.line
