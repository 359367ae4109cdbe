insert into activity (seq, party_id, kind, date, time, contact, text, next_step, next_on, corrects_seq, withdrawn, salt)
values (:seq, :party, :kind, :date, :time, :contact, :text, :next_step, :next_on, :corrects, :withdrawn, :salt)
