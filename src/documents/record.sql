select d.seq, d.kind, d.number, d.numbered, d.party_id, d.party_version_id, d.company_version_id, d.date, d.due_on,
       d.terms, d.currency, d.rate, d.tax_mode, d.discount_percent, d.net_minor, d.tax_minor, d.gross_minor,
       d.account_id, a.code as account_code, d.credits_seq, d.reference, d.notes, d.language, d.detail, d.salt,
       d.opportunity_id, d.salesperson_id, d.supersedes_seq
from document d
left join account a on a.id = d.account_id
where d.seq = :seq
