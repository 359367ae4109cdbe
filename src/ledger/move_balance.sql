insert into balance
  (account_id, currency, month, party_id, debit_minor, credit_minor, debit_base_minor, credit_base_minor)
values (:account_id, :currency, :month, :party_id, :debit, :credit, :debit_base, :credit_base)
on conflict (account_id, currency, month, party_id) do update set
  debit_minor = debit_minor + excluded.debit_minor,
  credit_minor = credit_minor + excluded.credit_minor,
  debit_base_minor = debit_base_minor + excluded.debit_base_minor,
  credit_base_minor = credit_base_minor + excluded.credit_base_minor
