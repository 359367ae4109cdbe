select d.seq, d.kind, d.number, d.numbered, d.date, d.due_on, p.code as party_code, v.name as party_name, d.terms,
       d.currency, d.rate, d.tax_mode, d.discount_percent, d.net_minor, d.tax_minor, d.gross_minor,
       a.code as account_code, c.number as credits_number, b.number as supersedes_number, d.reference, d.notes, d.language,
       d.opportunity_id, u.name as salesperson, d.detail,
       gone.date as voided_on, d.party_version_id, d.company_version_id
from document d
join party p on p.id = d.party_id
join party_version v on v.id = d.party_version_id
left join user u on u.id = d.salesperson_id
left join account a on a.id = d.account_id
left join document c on c.seq = d.credits_seq
left join document b on b.seq = d.supersedes_seq
left join document_void gone on gone.document_seq = d.seq
order by d.seq
