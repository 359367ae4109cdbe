select exists (
         select 1
         from document d
         left join document_void v on v.document_seq = d.seq
         where d.party_id = :party and v.seq is null
       )
    or exists (select 1 from draft where party_id = :party)
    or exists (select 1 from activity where party_id = :party)
    or exists (select 1 from task where party_id = :party and state = 'open')
    or exists (select 1 from recurring where party_id = :party)
    or exists (select 1 from contract where party_id = :party)
    or exists (select 1 from party_merge where into_id = :party or party_id = :party)
