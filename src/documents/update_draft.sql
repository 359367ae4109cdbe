update draft
set kind = :kind, party_id = :party_id, version = version + 1, body = :body, updated_at = :at, updated_by = :by,
    approved_by = null, approved_at = null
where id = :id
