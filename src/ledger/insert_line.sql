insert into entry_line (seq, line, account_id, party_id, date, side, currency, amount_minor, base_minor)
values (:seq, :line, :account_id, :party_id, :date, :side, :currency, :amount_minor, :base_minor)
