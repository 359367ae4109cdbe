insert into import_identity (source, kind, number, run_id, digest, subject_id)
values (:source, :kind, :number, :run, :digest, :subject)
