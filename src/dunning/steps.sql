-- The last level that went out for each item of the customers between two keys.
select s.item_id, s.level, t.date
from dunning_sent t
cross join dunning_step s on s.seq = t.seq
where t.party_id >= :first and t.party_id <= :last and t.outcome = 'sent'
order by s.item_id, t.seq
