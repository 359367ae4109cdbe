insert into dunning_sent (seq, run_seq, line, party_id, date, level, outcome, base_minor, content, attachment_id)
values (:seq, :run, :line, :party, :date, :level, :outcome, :base, :content, :attachment)
