insert into vat_rule (seq, rule, valid_from, valid_to, value, source) values (:seq, :rule, :from, :to, :value, :source)
