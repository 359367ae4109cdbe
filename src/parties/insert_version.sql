insert into party_version (party_id, version, seq, name, body, salt)
values (:party_id, :version, :seq, :name, :body, :salt)
