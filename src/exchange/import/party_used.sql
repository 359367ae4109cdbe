select exists (
         select 1
         from document d
         left join document_void v on v.document_seq = d.seq
         where d.party_id = :party and v.seq is null
       )
    or exists (select 1 from draft where party_id = :party)
    or exists (select 1 from activity where party_id = :party)
    or exists (select 1 from task where party_id = :party and state = 'open')
