insert into mail (seq, kind, party_id, document_seq, paper_seq, number, language, message_id, written_at, content, attachment_id)
values (:seq, :kind, :party, :document, :paper, :number, :language, :message_id, :written_at, :content, :attachment)
