insert into trail (seq, recorded_at, actor_id, command, subject, subject_id, form, digest, hash, salt, body)
values (:seq, :recorded_at, :actor_id, :command, :subject, :subject_id, :form, :digest, :hash, :salt, :body)
