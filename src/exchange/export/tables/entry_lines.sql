select l.seq, l.line, e.type, e.month, e.number, l.date, a.code as account_code, a.name_zh as account_name_zh,
       a.name_en as account_name_en, p.code as party_code, iif(l.side = 1, 'debit', 'credit') as side, l.currency,
       l.amount_minor, l.base_minor
from entry_line l
join entry e on e.seq = l.seq
join account a on a.id = l.account_id
left join party p on p.id = l.party_id
order by l.seq, l.line
