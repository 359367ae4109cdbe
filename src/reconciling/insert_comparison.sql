insert into reconciliation_comparison (seq, reconciliation_seq, party_id, basis, from_on, file_name, mapping, mirrored,
                                       opening_assumed, ours_minor, theirs_minor, digest)
values (:seq, :reconciliation, :party, :basis, :from, :file_name, :mapping, :mirrored, :opening_assumed, :ours, :theirs,
        :digest)
