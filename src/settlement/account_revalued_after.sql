select l.date
from entry_line l
join entry e on e.seq = l.seq
where l.account_id = :account_id and l.currency = :currency and l.date > :date and l.amount_minor = 0
  and e.purpose in ('revaluation', 'revaluation_back')
group by l.date
having sum(l.side * l.base_minor) <> 0
order by l.date
limit 1
