insert into reconciliation_reply (seq, reconciliation_seq, answer, date, signer, amount_minor, note, attachment_id)
values (:seq, :reconciliation, :answer, :date, :signer, :amount, :note, :attachment)
