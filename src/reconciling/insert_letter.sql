insert into reconciliation (seq, run_seq, number, party_id, language, currency, balance_minor, attachment_id)
values (:seq, :run, :number, :party, :language, :currency, :balance, :attachment)
