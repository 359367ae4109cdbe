-- What was recorded since and counts on a day already past; of one party, only what stands on its accounts.
select e.seq, e.date, e.month, e.type as voucher_type, e.number, e.summary,
       substr(t.recorded_at, 1, 10) as recorded_on, u.name as actor,
       d.kind as document_kind, d.number as document_number, v.seq is not null as is_void,
       d.party_id, d.seq as document_seq,
       sum(case when l.side = 1 then l.base_minor else 0 end) as debit_minor,
       sum(case when l.side = -1 then l.base_minor else 0 end) as credit_minor
from entry e
join trail t on t.seq = e.seq
join user u on u.id = t.actor_id
join entry_line l on l.seq = e.seq and (:party is null or l.party_id = :party)
left join document_void v on v.seq = e.seq
left join document d on d.seq = coalesce(v.document_seq, e.seq)
where e.seq > :since and e.seq <= :known and e.date <= :as_of
group by e.seq
order by e.month, e.seq
