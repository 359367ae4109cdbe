-- Debts that were open after their due day, a row for each settlement of theirs, or one without; what charges late
-- interest itself, and what was void, charges none.
select i.id, i.party_id, i.document_seq,
       case when d.detail is null and i.seq = d.seq then d.number else (select n.name from item_name n where n.item_id = i.id) end
         as number,
       i.due_on, i.currency, i.amount_minor, s.date as settled_on, s.amount_minor as settled_minor
from party_item i
left join document d on d.seq = i.document_seq
left join document_void v on v.document_seq = i.document_seq and v.seq <= :known
left join allocation s on s.item_id = i.id and s.seq <= :known
where i.account_id in (select id from account where control = 'receivable')
  and i.party_id >= :first_party and i.party_id <= :last_party
  and i.amount_minor > 0 and i.due_on < :until and i.date <= :until and i.seq <= :known
  and v.seq is null and d.detail ->> '$.interest' is null
  and i.amount_minor > coalesce((select sum(l.amount_minor) from allocation l
    where l.item_id = i.id and l.date <= i.due_on and l.seq <= :known), 0)
order by i.party_id, i.due_on, i.id, s.date
