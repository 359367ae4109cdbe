insert into reconciliation_line (comparison_seq, side, line, finding, date, kind, number, reference, text, amount_minor,
                                 document_seq, file_row)
values (:seq, :side, :line, :finding, :date, :kind, :number, :reference, :text, :amount, :document, :file_row)
