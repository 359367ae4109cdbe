select d.seq, d.kind, d.number, d.party_id, p.name as party_name, d.date, d.due_on, d.reference, d.currency,
       d.gross_minor, v.seq is not null as void,
       coalesce((select sum(o.remaining_minor) from document_open o where o.document_seq = d.seq), 0)
         + coalesce((select sum(o.remaining_minor) from rescheduled_open o where o.document_seq = d.seq), 0)
         + coalesce((select sum(l.to_invoice_minor) from open_line l where l.seq = d.seq), 0)
         as remaining_minor,
       s.state as standing,
       case when d.detail ->> '$.instalments' is not null
              or exists (select 1 from rescheduling s where s.document_seq = d.seq)
            then (select min(day)
                  from (select (select min(o.due_on) from document_open o where o.document_seq = d.seq) as day
                        union all select (select min(o.due_on) from rescheduled_open o where o.document_seq = d.seq)))
            end as next_due_on
from document d
join party p on p.id = d.party_id
left join document_void v on v.document_seq = d.seq
left join standing s on s.document_seq = d.seq
