insert into open_item
  (seq, document_seq, account_id, party_id, date, due_on, currency, amount_minor, base_minor)
values (:seq, :document_seq, :account_id, :party_id, :date, :due_on, :currency, :amount_minor, :base_minor)
