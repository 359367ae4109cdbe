-- what a profit transfer took off revenue was sold all the same
select coalesce(sum(b.credit_base_minor - b.debit_base_minor), 0) + coalesce((
         select sum(l.side * l.base_minor)
         from entry e
         join entry_line l on l.seq = e.seq
         join account t on t.id = l.account_id
         where e.purpose = 'profit_transfer' and t.type = 'revenue'
           and e.date between :month || '-01' and :month || '-31'
           and t.id not in (select account_id from account_role where role in ('FX_GAIN', 'BAD_RECOV', 'PROFIT'))
       ), 0)
from balance b
join account a on a.id = b.account_id
where a.type = 'revenue' and b.month = :month
  and a.id not in (select account_id from account_role where role in ('FX_GAIN', 'BAD_RECOV', 'PROFIT'))
