-- Finding the bill of a supplier that has a number already: one that came in with its number keeps it there.

create index bill_by_supplier_number
  on document (party_id, case when numbered then reference else coalesce(reference, number) end)
  where kind in ('bill', 'opening_payable');
