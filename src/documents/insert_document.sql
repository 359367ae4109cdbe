insert into document
  (seq, kind, number, numbered, party_id, party_version_id, company_version_id, date, due_on, terms, currency, rate,
   tax_mode, discount_percent, net_minor, tax_minor, gross_minor, account_id, credits_seq, reference, notes, language,
   detail, opportunity_id, salesperson_id, supersedes_seq, salt, text_digest)
values
  (:seq, :kind, :number, :numbered, :party_id, :party_version_id, :company_version_id, :date, :due_on, :terms,
   :currency, :rate, :tax_mode, :discount_percent, :net_minor, :tax_minor, :gross_minor, :account_id, :credits_seq,
   :reference, :notes, :language, :detail, :opportunity_id, :salesperson_id,
   :supersedes_seq, :salt, :text_digest)
