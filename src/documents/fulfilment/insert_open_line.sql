insert into open_line
  (seq, line, root_seq, party_id, to_deliver, to_invoice, to_bill, to_deliver_minor, to_invoice_minor, to_bill_minor,
   to_deliver_base_minor, to_invoice_base_minor, to_bill_base_minor)
values
  (:seq, :line, :root, :party, :to_deliver, :to_invoice, :to_bill, :to_deliver_minor, :to_invoice_minor, :to_bill_minor,
   :to_deliver_base_minor, :to_invoice_base_minor, :to_bill_base_minor)
