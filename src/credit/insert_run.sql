insert into credit_review_run (seq, date, customers, digest)
values (:seq, :date, :customers, :digest)
