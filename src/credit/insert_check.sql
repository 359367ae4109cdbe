insert into credit_check (document_seq, party_id, date, level, enforced, limit_minor, exposure_minor, adds_minor, overdue_days,
                          grade, reasons, release_seq)
values (:document, :party, :date, :level, :enforced, :limit, :exposure, :adds, :overdue_days, :grade, :reasons, :release)
