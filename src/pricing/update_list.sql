update price_list
set version = version + 1, name = :name, currency = :currency, scope = :scope, value = :value, valid_from = :valid_from,
    valid_to = :valid_to
where id = :id
