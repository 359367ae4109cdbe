insert into credit_review (party_id, date, seq, grade, rises, score, raw, late_index, invoices, volume, knock_out, limit_minor,
                           points)
values (:party_id, :date, :seq, :grade, :rises, :score, :raw, :late_index, :invoices, :volume, :knock_out, :limit_minor, :points)
