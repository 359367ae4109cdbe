insert into entry
  (seq, type, month, number, date, purpose, reverses_seq, summary, salt, text_digest, attachment_count)
values
  (:seq, 'general', :month, :number, :date, :purpose, :reverses_seq, :summary, :salt, :text_digest, :attachment_count)
