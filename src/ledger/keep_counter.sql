insert into number_counter (kind, period, last_number)
values (:kind, :period, :last_number)
on conflict (kind, period) do update set last_number = excluded.last_number
