-- Everything with a day up to :until: tasks by the day on which they are to be looked at, debts by the day they are due,
-- quotes by their last day until :lapsed. What names no seller is on everybody's list.
select 1 as arm, case when k.activity_seq is null then 'task' else 'next_step' end as kind, k.shown_on as date, k.id,
       k.party_id, v.title, k.assignee_id, v.due_on, v.snoozed_until, v.repeats is not null as repeats,
       k.version_seq as version, null as document_seq, null as document_kind, null as currency, null as amount_minor
from task k
cross join task_version v on v.task_id = k.id and v.seq = k.version_seq
where k.state = 'open' and k.shown_on <= :until and (:assignee is null or k.assignee_id = :assignee)
union all
select 2, case when a.control = 'receivable' then 'invoice_due' else 'bill_due' end, o.due_on, o.item_id, o.party_id, null,
       d.salesperson_id, o.due_on, null, 0, null, i.document_seq, d.kind, o.currency, o.remaining_minor
from account a
cross join outstanding o on o.account_id = a.id
cross join open_item i on i.id = o.item_id
left join document d on d.seq = i.document_seq
where (a.control = 'receivable' or :books and a.control = 'payable') and o.due_on <= :until and o.remaining_minor > 0
  and (:assignee is null or d.salesperson_id is null or d.salesperson_id = :assignee)
union all
select 3, 'recurring_due', r.value ->> '$.scheduled_on', r.value ->> '$.recurring_id', r.value ->> '$.party_id',
       r.value ->> '$.name', null, r.value ->> '$.scheduled_on', null, 0, null, null, r.value ->> '$.kind', null, null
from json_each(:recurring) r
where r.value ->> '$.scheduled_on' <= :until
union all
select 4, 'quote_expiry', d.due_on, d.seq, d.party_id, d.number, d.salesperson_id, d.due_on, null, 0, null, d.seq, d.kind,
       d.currency, d.gross_minor
from document d
where d.kind = 'quote' and d.due_on <= :until and d.due_on >= :lapsed
  and not exists (select 1 from document_void v where v.document_seq = d.seq)
  and (select s.state from standing s where s.document_seq = d.seq) = 'open'
  and (:assignee is null or d.salesperson_id is null or d.salesperson_id = :assignee)
