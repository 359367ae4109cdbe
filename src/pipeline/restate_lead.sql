update lead
set (state, name, company, phone, email, source, owner_id, party_id, opportunity_id, version_seq)
  = (select state, name, company, phone, email, source, owner_id, party_id, opportunity_id, version_seq
     from lead_now n
     where n.id = lead.id)
where id = :id
