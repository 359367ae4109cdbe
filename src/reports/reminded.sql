-- Each item that a letter of the period claimed: what was open of it then, and what receipts paid of it within :days and before the
-- next letter.
select s.seq as letter, s.level, u.name as sender,
       i.base_minor - coalesce((select sum(l.base_minor) from allocation l
                                where l.item_id = i.id and l.date <= s.date and l.seq <= s.seq), 0) as claimed_minor,
       coalesce((select sum(l.base_minor) from allocation l
                 join document d on d.seq = l.document_seq
                 where l.item_id = i.id and d.kind = 'receipt' and l.seq > s.seq and l.seq <= :known
                   and l.date >= s.date and l.date <= :as_of and l.date <= date(s.date, '+' || :days || ' days')
                   and l.date <= coalesce((select min(n.date) from dunning_step y
                                           join dunning_sent n on n.seq = y.seq
                                           where y.item_id = i.id and n.seq > s.seq and n.seq <= :known), l.date)), 0) as paid_minor
from dunning_sent s
join dunning_step x on x.seq = s.seq
join open_item i on i.id = x.item_id
join trail t on t.seq = s.seq
join user u on u.id = t.actor_id
where s.outcome = 'sent' and s.date >= :from and s.date <= :as_of and s.seq <= :known
order by s.seq, i.id
