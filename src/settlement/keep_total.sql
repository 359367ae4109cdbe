insert into party_total (account_id, party_id, open_base_minor)
values (:account_id, :party_id, :change)
on conflict (account_id, party_id) do update set open_base_minor = open_base_minor + excluded.open_base_minor
