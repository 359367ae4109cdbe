insert into document_line
  (seq, line, item_version_id, description, specification, unit, quantity, unit_price, discount_percent, tax_id,
   account_id, gross_minor, net_minor, tax_minor, cost_minor, source_seq, source_line, price_source)
values
  (:seq, :line, :item_version_id, :description, :specification, :unit, :quantity, :unit_price, :discount_percent,
   :tax_id, :account_id, :gross_minor, :net_minor, :tax_minor, :cost_minor, :source_seq, :source_line,
   :price_source)
