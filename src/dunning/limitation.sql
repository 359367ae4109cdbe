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
    -- what was taken back or voided paid nothing
    select l.item_id, 'payment' as cause, max(case when l.amount_minor > 0 then l.date end) as day
    from allocation l
    join document r on r.seq = l.document_seq
    where r.kind = 'receipt'
    group by l.item_id, l.document_seq
    having sum(l.amount_minor) > 0
    union all
    select m.item_id, 'promise', q.made_on
    from promise q
    join promise_item m on m.seq = q.seq
    where not exists (select 1 from promise_withdrawal w where w.promise_seq = q.seq)
    union all
    select s.item_id, 'letter', t.date from dunning_sent t join dunning_step s on s.seq = t.seq where s.level > 0
  ) e on e.item_id = o.item_id
  where a.control = 'receivable' and o.remaining_minor > 0 and o.due_on <= :until and e.day <= :today
  union all
  select o.party_id, o.item_id, i.document_seq, o.due_on, o.currency, o.remaining_minor, e.cause, e.day
  from account a
  cross join outstanding o on o.account_id = a.id and o.party_id >= :first and o.party_id <= :last
  join open_item i on i.id = o.item_id
  join (
    select q.party_id, 'promise' as cause, q.made_on as day, q.made_on as covers, q.currency
    from promise q
    where not exists (select 1 from promise_item m where m.seq = q.seq)
      and not exists (select 1 from promise_withdrawal w where w.promise_seq = q.seq)
    union all
    select b.party_id, 'confirmed', b.date, b.as_of, b.currency from balance_confirmed b
    union all
    select v.party_id, v.kind, v.date, v.date, null from limitation_event v
  ) e on e.party_id = o.party_id and e.covers >= o.date and coalesce(e.currency, o.currency) = o.currency
  where a.control = 'receivable' and o.remaining_minor > 0 and o.due_on <= :until and e.day <= :today
) w
join party p on p.id = w.party_id
left join document d on d.seq = w.document_seq
left join item_name n on n.item_id = w.item_id
where w.day >= w.due_on
group by w.item_id
