insert into sent_statement (seq, party_id, kind, period_from, as_of, known_seq, later_receipts, language, currency,
                            closing_minor, sent_on, way, note, attachment_id, salt)
values (:seq, :party, :kind, :from, :as_of, :known, :later, :language, :currency, :closing, :sent_on, :way, :note,
        :attachment, :salt)
