select a.code, a.name_zh, a.name_en, l.party_id, l.side, l.currency, l.amount_minor, l.base_minor,
       b.currency as base_currency
from entry_line l
join account a on a.id = l.account_id
join book b on b.id = 1
where l.seq = :seq
order by l.line
