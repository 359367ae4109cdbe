select id, seq, version, name, currency, scope, value, valid_from, valid_to, archived from price_list order by id
