select i.id, i.seq, d.number as document_number, a.code as account_code, p.code as party_code, i.date, i.due_on,
       i.currency, i.amount_minor, i.base_minor
from open_item i
join account a on a.id = i.account_id
join party p on p.id = i.party_id
left join document d on d.seq = i.document_seq
order by i.id
