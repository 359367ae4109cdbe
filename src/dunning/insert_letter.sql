insert into dunning_letter (run_seq, line, party_id, level, base_minor, approval, content)
values (:run, :line, :party, :level, :base, :approval, :content)
