-- Everything with a day up to :until. Arms 1 to 3 are days that somebody set: tasks by the day on which they are to be
-- looked at, next steps of opportunities, visits. The others fall due of themselves: debts, one row for each debtor and
-- currency by the oldest day, recurring documents, contracts by the day their end is told of, quotes by their last day
-- until :lapsed, stages by their deadline, promises by their day, disputes by their deadline. What names no seller is on everybody's list. :reckoned is what Rust works out.
select 1 as arm, case when k.activity_seq is null then 'task' else 'next_step' end as kind, k.shown_on as date, k.id,
       k.party_id, v.title, k.assignee_id, v.due_on, v.snoozed_until, v.repeats is not null as repeats,
       k.version_seq as version, null as document_seq, null as document_kind, null as currency, null as amount_minor,
       1 as items
from task k
cross join task_version v on v.task_id = k.id and v.seq = k.version_seq
where k.state = 'open' and k.shown_on <= :until and (:assignee is null or k.assignee_id = :assignee)
union all
select 2, 'opportunity_step', o.next_step_on, o.id, o.party_id, o.next_step, o.owner_id, o.next_step_on, null, 0, null,
       null, null, o.currency, o.amount_minor, 1
from opportunity o
where o.state = 'open' and o.next_step_on <= :until and (:assignee is null or o.owner_id = :assignee)
union all
select r.value ->> '$.arm', r.value ->> '$.kind', r.value ->> '$.date', r.value ->> '$.id', r.value ->> '$.party_id',
       r.value ->> '$.title', r.value ->> '$.assignee_id', r.value ->> '$.date', null, 0, null, null,
       r.value ->> '$.document_kind', r.value ->> '$.currency', r.value ->> '$.amount_minor', 1
from json_each(:reckoned) r
where r.value ->> '$.date' <= :until
union all
select 4, case when a.control = 'receivable' then 'invoice_due' else 'bill_due' end, min(o.due_on), min(o.item_id),
       o.party_id, null, d.salesperson_id, min(o.due_on), null, 0, null,
       case when count(*) = 1 then max(i.document_seq) end, case when count(*) = 1 then max(d.kind) end, o.currency,
       sum(o.remaining_minor), count(*)
from account a
cross join outstanding o on o.account_id = a.id
cross join open_item i on i.id = o.item_id
left join document d on d.seq = i.document_seq
where (a.control = 'receivable' or :books and a.control = 'payable') and o.due_on <= :until and o.remaining_minor > 0
  and (:assignee is null or d.salesperson_id is null or d.salesperson_id = :assignee)
group by a.control, o.party_id, o.currency, d.salesperson_id
union all
select 7, 'quote_expiry', d.due_on, d.seq, d.party_id, d.number, d.salesperson_id, d.due_on, null, 0, null, d.seq, d.kind,
       d.currency, d.gross_minor, 1
from document d
where d.kind = 'quote' and d.due_on <= :until and d.due_on >= :lapsed
  and not exists (select 1 from document_void v where v.document_seq = d.seq)
  and (select s.state from standing s where s.document_seq = d.seq) = 'open'
  and (:assignee is null or d.salesperson_id is null or d.salesperson_id = :assignee)
union all
select 8, 'stage_deadline', o.deadline_on, o.id, o.party_id, o.title, o.owner_id, o.deadline_on, null, 0, null, null, null,
       o.currency, o.amount_minor, 1
from opportunity o
where o.state = 'open' and o.deadline_on <= :until and (:assignee is null or o.owner_id = :assignee)
