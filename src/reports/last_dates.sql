select max(
  coalesce((select max(date) from allocation), ''),
  coalesce((
    select max((select max(date) from entry_line where account_id = a.id))
    from account a
    where a.control is not null
  ), '')
)
