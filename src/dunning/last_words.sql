-- What was said last with each customer who owes something.
select p.party_id, a.kind, a.date, a.text
from (select distinct o.party_id from account c
      cross join outstanding o on o.account_id = c.id
      where c.control = 'receivable' and o.remaining_minor > 0) p
join activity a
  on a.seq = (select n.seq from activity n
              where n.party_id = p.party_id and not n.withdrawn
                and not exists (select 1 from activity c where c.corrects_seq = n.seq)
              order by n.date desc, n.seq desc limit 1)
