select id, seq, name, rule, archived from customer_segment order by id
