select d.gross_minor, d.currency, d.rate, d.due_on, v.seq is not null as void,
       coalesce((select sum(o.remaining_base_minor) from document_open o where o.document_seq = d.seq), 0)
         + coalesce((select sum(o.remaining_base_minor) from rescheduled_open o where o.document_seq = d.seq), 0)
         + coalesce((select sum(l.to_invoice_base_minor) from open_line l where l.seq = d.seq), 0)
         as remaining_minor,
       case when d.detail ->> '$.instalments' is not null
              or exists (select 1 from rescheduling s where s.document_seq = d.seq)
            then (select coalesce(sum(o.remaining_base_minor), 0) from document_open o
                  where o.document_seq = d.seq and o.due_on < ?)
               + (select coalesce(sum(o.remaining_base_minor), 0) from rescheduled_open o
                  where o.document_seq = d.seq and o.due_on < ?)
            end as late_minor
from document d
join party p on p.id = d.party_id
left join document_void v on v.document_seq = d.seq
left join standing s on s.document_seq = d.seq
