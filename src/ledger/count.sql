insert into number_counter (kind, period, last_number)
values (:kind, :period, 1)
on conflict (kind, period) do update set last_number = last_number + 1
returning last_number
