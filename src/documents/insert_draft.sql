insert into draft (kind, party_id, version, body, updated_at, updated_by)
values (:kind, :party_id, 1, :body, :at, :by)
