-- Fees that letters claimed of a customer and no standing invoice charges.
select s.seq, s.date, s.level, s.content
from dunning_sent s
where s.party_id = :party and s.outcome = 'sent' and s.date <= :until and s.content ->> '$.fee' is not null
  and not exists (select 1
                  from document d
                  join json_each(d.detail, '$.reminder_fees') f on f.value = s.seq
                  left join document_void v on v.document_seq = d.seq
                  where d.party_id = s.party_id and d.kind = 'invoice' and v.seq is null)
order by s.seq
