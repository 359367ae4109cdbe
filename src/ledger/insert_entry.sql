insert into entry (seq, type, month, number, date, reverses_seq, summary, salt, text_digest)
values (:seq, 'general', :month, :number, :date, :reverses_seq, :summary, :salt, :text_digest)
