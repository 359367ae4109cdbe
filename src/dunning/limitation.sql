-- Open items due up to a day, with the latest of what began their limitation period. A bare column beside max() is that row's.
select w.party_id, p.code, p.name, w.item_id, w.document_seq, d.kind, n.name as number, w.due_on, w.currency, w.remaining_minor,
       w.cause, max(w.day) as since
from (
  select o.party_id, o.item_id, i.document_seq, o.due_on, o.currency, o.remaining_minor, 'due' as cause, o.due_on as day
  from account a
  cross join outstanding o on o.account_id = a.id and o.party_id >= :first and o.party_id <= :last
  join open_item i on i.id = o.item_id
  where a.control = 'receivable' and o.remaining_minor > 0 and o.due_on <= :until
  union all
  select o.party_id, o.item_id, i.document_seq, o.due_on, o.currency, o.remaining_minor, e.cause, e.day
  from account a
  cross join outstanding o on o.account_id = a.id and o.party_id >= :first and o.party_id <= :last
  join open_item i on i.id = o.item_id
  join (
    select l.item_id, null as party_id, 'payment' as cause, l.date as day
    from allocation l
    join document r on r.seq = l.document_seq
    where r.kind = 'receipt' and l.amount_minor > 0
    union all
    select m.item_id, null, 'promise', q.made_on from promise q join promise_item m on m.seq = q.seq
    union all
    select s.item_id, null, 'letter', t.date from dunning_sent t join dunning_step s on s.seq = t.seq where s.level > 0
  ) e on e.item_id = o.item_id
  where a.control = 'receivable' and o.remaining_minor > 0 and o.due_on <= :until and e.day <= :today
  union all
  select o.party_id, o.item_id, i.document_seq, o.due_on, o.currency, o.remaining_minor, e.cause, e.day
  from account a
  cross join outstanding o on o.account_id = a.id and o.party_id >= :first and o.party_id <= :last
  join open_item i on i.id = o.item_id
  join (
    select q.party_id, 'promise' as cause, q.made_on as day, q.made_on as covers
    from promise q where not exists (select 1 from promise_item m where m.seq = q.seq)
    union all
    select s.party_id, 'confirmed', x.date, s.as_of
    from statement_answer x join sent_statement s on s.seq = x.statement_seq
    where x.answer = 'confirmed'
      and not exists (select 1 from statement_answer l where l.statement_seq = s.seq and l.seq > x.seq)
    union all
    select v.party_id, v.kind, v.date, v.date from limitation_event v
  ) e on e.party_id = o.party_id and e.covers >= o.date
  where a.control = 'receivable' and o.remaining_minor > 0 and o.due_on <= :until and e.day <= :today
) w
join party p on p.id = w.party_id
left join document d on d.seq = w.document_seq
left join item_name n on n.item_id = w.item_id
where w.day >= w.due_on
group by w.item_id
