insert into document_line_tax
  (seq, line, part, base_minor, amount_minor)
values
  (:seq, :line, :part, :base, :amount)
