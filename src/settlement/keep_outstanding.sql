insert into outstanding
  (account_id, party_id, due_on, item_id, date, currency, remaining_minor, remaining_base_minor)
values (:account_id, :party_id, :due_on, :item_id, :date, :currency, :remaining_minor, :remaining_base_minor)
on conflict (account_id, party_id, due_on, item_id) do update set
  remaining_minor = excluded.remaining_minor,
  remaining_base_minor = excluded.remaining_base_minor
