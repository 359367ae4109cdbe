insert into allocation (seq, line, item_id, document_seq, date, amount_minor, base_minor)
values (:seq, :line, :item_id, :document_seq, :date, :amount_minor, :base_minor)
