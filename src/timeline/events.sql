-- The newest rows of every kind before a place; what is shared by all of them is looked up for the page alone. The joins
-- are crossed so that they are made in the order in which they are written.
select e.arm, e.kind, e.date, e.time, e.seq, r.level, e.subject, e.document_kind, e.number, e.currency, e.amount_minor, e.contact,
       e.text, e.next_step, e.next_on, e.as_of, e.detail, t.recorded_at, u.name as author,
       s.value ->> '$.name_zh' as stage_zh, s.value ->> '$.name_en' as stage_en, l.name_zh as reason_zh,
       l.name_en as reason_en
from (
  select * from (
    select 1 as arm, 'party' as kind, substr(t.recorded_at, 1, 10) as date, null as time, v.seq, v.version as subject,
           null as document_kind, null as number, null as currency, null as amount_minor, '' as contact, '' as text,
           '' as next_step, null as next_on, null as as_of, null as detail
    from party_version v
    cross join trail t on t.seq = v.seq
    where :changes and v.party_id = :party and v.seq <= :known
      and (substr(t.recorded_at, 1, 10), v.seq, 1) < (:date, :seq, :arm)
    order by v.version desc
    limit :limit)
  union all
  select * from (
    select 2, a.kind, a.date, a.time, a.seq, null, null, null, null, null, a.contact, a.text, a.next_step, a.next_on, null,
           null
    from activity a
    where :communication and a.party_id = :party and a.seq <= :known and not a.withdrawn
      and a.date <= :date and (a.date, a.seq, 2) < (:date, :seq, :arm)
      and not exists (select 1 from activity c where c.corrects_seq = a.seq and c.seq <= :known)
    order by a.date desc, a.seq desc
    limit :limit)
  union all
  select * from (
    select 3, 'document_issued', d.date, null, d.seq, d.seq, d.kind, d.number, d.currency, d.gross_minor, '', '', '', null,
           null, null
    from document d
    where d.party_id = :party and d.seq <= :known and d.kind in (select value from json_each(:documents))
      and d.date <= :date and (d.date, d.seq, 3) < (:date, :seq, :arm)
    order by d.date desc, d.seq desc
    limit :limit)
  union all
  select * from (
    select 4, 'document_voided', v.date, null, v.seq, d.seq, d.kind, d.number, d.currency, d.gross_minor, '', v.reason, '',
           null, null, null
    from document_void v
    cross join document d on d.seq = v.document_seq
    where v.party_id = :party and v.seq <= :known and d.kind in (select value from json_each(:documents))
      and v.date <= :date and (v.date, v.seq, 4) < (:date, :seq, :arm)
    order by v.date desc, v.seq desc
    limit :limit)
  union all
  select * from (
    select 5, 'statement_sent', s.sent_on, null, s.seq, s.attachment_id, null, null, s.currency, s.closing_minor, '',
           s.note, '', null, s.as_of, s.way
    from sent_statement s
    where :statements and s.party_id = :party and s.seq <= :known
      and s.sent_on <= :date and (s.sent_on, s.seq, 5) < (:date, :seq, :arm)
    order by s.sent_on desc, s.seq desc
    limit :limit)
  union all
  select * from (
    select 6, 'statement_answered', a.date, null, a.seq, a.attachment_id, null, null, s.currency, a.amount_minor, '', a.note,
           '', null, s.as_of, a.answer
    from sent_statement s
    cross join statement_answer a on a.statement_seq = s.seq
    where :statements and s.party_id = :party and a.seq <= :known
      and (a.date, a.seq, 6) < (:date, :seq, :arm)
    order by a.date desc, a.seq desc
    limit :limit)
  union all
  select * from (
    select 7, 'task_done', v.done_on, null, v.seq, v.task_id, null, null, null, null, '', v.title, '', null, null, null
    from task_version v
    where :tasks and v.party_id = :party and v.state = 'done' and v.seq <= :known
      and v.done_on <= :date and (v.done_on, v.seq, 7) < (:date, :seq, :arm)
      and not exists (select 1 from task_version l where l.task_id = v.task_id and l.seq > v.seq and l.seq <= :known)
    order by v.done_on desc, v.seq desc
    limit :limit)
  union all
  select * from (
    select 8, case when s.ends <> 'open' then 'opportunity_' || s.ends
                   when m.seq = (select min(f.seq) from opportunity_move f where f.opportunity_id = o.id)
                   then 'opportunity_begun' else 'opportunity_moved' end,
           m.date, null, m.seq, o.id, null, o.title, v.currency, v.amount_minor, '', m.why, '', null, null, null
    from opportunity o
    cross join opportunity_move m on m.opportunity_id = o.id
    cross join stage s on s.id = m.stage_id
    cross join opportunity_version v
      on v.seq = (select max(k.seq) from opportunity_version k where k.opportunity_id = o.id and k.seq <= m.seq)
    where :sales and o.party_id = :party and m.enters and m.seq <= :known
      and (m.date, m.seq, 8) < (:date, :seq, :arm)
    order by m.date desc, m.seq desc
    limit :limit)
  union all
  select * from (
    select 9, 'document_decided', x.date, null, x.seq, d.seq, d.kind, d.number, d.currency, d.gross_minor, x.said_by,
           x.reason, '', null, null, x.decision
    from document d
    cross join document_decision x on x.document_seq = d.seq
    where d.party_id = :party and x.seq <= :known and d.kind in (select value from json_each(:decided))
      and (x.date, x.seq, 9) < (:date, :seq, :arm)
    order by x.date desc, x.seq desc
    limit :limit)
  union all
  select * from (
    select 10, 'promise_made', p.made_on, null, p.seq, p.seq, null, null, p.currency, p.amount_minor, p.contact, p.note, '',
           null, p.due_on, null
    from promise p
    where :collection and p.party_id = :party and p.seq <= :known
      and p.made_on <= :date and (p.made_on, p.seq, 10) < (:date, :seq, :arm)
    order by p.made_on desc, p.seq desc
    limit :limit)
  union all
  select * from (
    select 11, 'promise_withdrawn', w.date, null, w.seq, p.seq, null, null, p.currency, p.amount_minor, p.contact, w.reason, '',
           null, p.due_on, null
    from promise p
    cross join promise_withdrawal w on w.promise_seq = p.seq
    where :collection and p.party_id = :party and w.seq <= :known
      and (w.date, w.seq, 11) < (:date, :seq, :arm)
    order by w.date desc, w.seq desc
    limit :limit)
  union all
  select * from (
    select 12, case when s.seq = p.seq then 'dispute_opened' when s.outcome is null then 'dispute_handed_on'
                    else 'dispute_closed' end,
           s.date, null, s.seq, p.seq, null, null, p.currency, p.amount_minor, u.name,
           case when s.seq = p.seq then p.note else s.note end, '', null, s.deadline_on, coalesce(s.outcome, p.reason)
    from dispute p
    cross join dispute_step s on s.dispute_seq = p.seq
    cross join user u on u.id = s.owner_id
    where :collection and p.party_id = :party and s.seq <= :known
      and (s.date, s.seq, 12) < (:date, :seq, :arm)
    order by s.date desc, s.seq desc
    limit :limit)
  union all
  select * from (
    select 13, 'reminded', s.date, null, s.seq, s.attachment_id, null, null, b.currency, s.base_minor,
           s.content ->> '$.contact', s.content ->> '$.title', '', null, s.content ->> '$.deadline_on',
           s.content ->> '$.channel'
    from dunning_sent s
    cross join book b
    where :collection and s.party_id = :party and s.seq <= :known and s.outcome = 'sent'
      and s.date <= :date and (s.date, s.seq, 13) < (:date, :seq, :arm)
    order by s.date desc, s.seq desc
    limit :limit)
  union all
  select * from (
    select 14, 'reconciliation_sent', n.sent_on, null, c.seq, c.seq, null, c.number, c.currency, c.balance_minor, '', n.note,
           '', null, n.as_of, n.way
    from reconciliation c
    cross join reconciliation_run n on n.seq = c.run_seq
    where :statements and c.party_id = :party and c.seq <= :known
      and (n.sent_on, c.seq, 14) < (:date, :seq, :arm)
    order by n.sent_on desc, c.seq desc
    limit :limit)
  union all
  select * from (
    select 15, 'reconciliation_answered', y.date, null, y.seq, c.seq, null, c.number, c.currency, y.amount_minor, y.signer,
           y.note, '', null, n.as_of, y.answer
    from reconciliation c
    cross join reconciliation_run n on n.seq = c.run_seq
    cross join reconciliation_reply y on y.reconciliation_seq = c.seq
    where :statements and c.party_id = :party and y.seq <= :known
      and (y.date, y.seq, 15) < (:date, :seq, :arm)
    order by y.date desc, y.seq desc
    limit :limit)
  union all
  select * from (
    select 16, 'reconciliation_compared', substr(t.recorded_at, 1, 10), null, k.seq, c.seq, null, c.number, c.currency,
           k.theirs_minor - k.ours_minor, '', k.file_name, '', null, n.as_of, null
    from reconciliation_comparison k
    cross join reconciliation c on c.seq = k.reconciliation_seq
    cross join reconciliation_run n on n.seq = c.run_seq
    cross join trail t on t.seq = k.seq
    where :statements and k.party_id = :party and k.seq <= :known
      and (substr(t.recorded_at, 1, 10), k.seq, 16) < (:date, :seq, :arm)
    order by k.seq desc
    limit :limit)
  union all
  select * from (
    select 17, 'credit_limit_agreed', c.date, null, c.seq, null, null, null, b.currency, c.amount_minor, '', c.reason, '', null,
           null, case when c.amount_minor is null then 'withdrawn' end
    from credit_limit c
    cross join book b
    where :credit and c.party_id = :party and c.seq <= :known and c.date <= :date and (c.date, c.seq, 17) < (:date, :seq, :arm)
    order by c.date desc, c.seq desc
    limit :limit)
  union all
  select * from (
    select 18, 'credit_overruled', c.date, null, c.seq, null, null, null, null, null, '', c.reason, '', null,
           case when c.grade is not null then c.until end, c.grade
    from credit_override c
    where :credit and c.party_id = :party and c.seq <= :known and c.date <= :date and (c.date, c.seq, 18) < (:date, :seq, :arm)
    order by c.date desc, c.seq desc
    limit :limit)
  union all
  select * from (
    select 19, 'credit_fact', c.date, null, c.seq, null, null, null, b.currency, c.amount_minor, '', c.note, '', null, null, c.kind
    from credit_fact c
    cross join book b
    where :credit and c.party_id = :party and c.seq <= :known and c.date <= :date and (c.date, c.seq, 19) < (:date, :seq, :arm)
    order by c.date desc, c.seq desc
    limit :limit)
  union all
  select * from (
    select 20, 'credit_released', c.date, null, c.seq, null, null, null, b.currency, c.amount_minor, '', c.reason, '', null, c.until,
           null
    from credit_release c
    cross join book b
    where :credit and c.party_id = :party and c.seq <= :known and c.date <= :date and (c.date, c.seq, 20) < (:date, :seq, :arm)
    order by c.date desc, c.seq desc
    limit :limit)
  union all
  select * from (
    select 21, 'credit_graded', g.date, null, g.seq, null, null, null, null, null, '', '', '', null, null,
           coalesce(g.before, '-') || coalesce(g.grade, '-')
    from (
      select k.date, k.seq, k.grade, lag(k.grade) over (order by k.date, k.seq) as before
      from credit_review k
      where k.party_id = :party and k.seq <= :known
    ) g
    where :credit and g.grade is not g.before and (g.date, g.seq, 21) < (:date, :seq, :arm)
    order by g.date desc, g.seq desc
    limit :limit)
  union all
  select * from (
    select 22, 'credit_assessed', c.date, null, c.seq, null, null, null, null, null, '',
           concat_ws(' · ', nullif(c.character, ''), nullif(c.capacity, ''), nullif(c.capital, ''),
                     nullif(c.collateral, ''), nullif(c.conditions, '')), '', null,
           null, null
    from credit_assessment c
    where :credit and c.party_id = :party and c.seq <= :known and c.date <= :date and (c.date, c.seq, 22) < (:date, :seq, :arm)
    order by c.date desc, c.seq desc
    limit :limit)
  union all
  select * from (
    select 23, 'mailed', o.date, null, o.seq, m.attachment_id, null, m.number, null, null,
           (select group_concat(coalesce(nullif(value ->> '$.name', ''), value ->> '$.address'), ', ')
            from json_each(m.content, '$.recipients')
            where value ->> '$.role' <> 'bcc'),
           m.content ->> '$.subject', '', null, null, o.outcome
    from mail m
    cross join mail_outcome o on o.mail_seq = m.seq
    where :communication and m.party_id = :party and o.seq <= :known and o.outcome <> 'again'
      and (o.date, o.seq, 23) < (:date, :seq, :arm)
    order by o.date desc, o.seq desc
    limit :limit)
  order by date desc, seq desc, arm desc
  limit :limit
) e
cross join trail t on t.seq = e.seq
cross join user u on u.id = t.actor_id
left join dunning_sent r on e.arm = 13 and r.seq = e.seq
left join opportunity_move m on e.arm = 8 and m.seq = e.seq
left join opportunity o on o.id = m.opportunity_id
left join pipeline_version v
  on v.pipeline_id = o.pipeline_id
     and v.seq = (select max(k.seq) from pipeline_version k where k.pipeline_id = o.pipeline_id and k.seq <= e.seq)
left join json_each(v.body, '$.stages') s on s.value ->> '$.id' = m.stage_id
left join lost_reason l on l.id = m.lost_reason_id
order by e.date desc, e.seq desc, e.arm desc
