insert into reconciliation_run (seq, form, as_of, known_seq, sent_on, way, reply_to, note)
values (:seq, :form, :as_of, :known, :sent_on, :way, :reply_to, :note)
