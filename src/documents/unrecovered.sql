select d.gross_minor - coalesce((
         select sum(r.gross_minor) from document r
         left join document_void rv on rv.document_seq = r.seq
         where r.kind = 'recovery' and r.credits_seq = d.seq and rv.seq is null
       ), 0) as open_minor
from document d
left join document_void v on v.document_seq = d.seq
where d.seq = :seq and d.kind = 'bad_debt' and d.party_id = :party and d.currency = :currency and v.seq is null
