-- Every customer that was reviewed, has a limit, or owes, with the last of each.
select p.id, p.code, p.name, v.grade, v.score, v.late_index, v.invoices, v.limit_minor as suggested_minor, v.date as reviewed_on,
       l.amount_minor as limit_minor, o.grade as given_grade, o.until as given_until
from party p
left join credit_review v
  on v.party_id = p.id and (v.date, v.seq) = (select n.date, n.seq from credit_review n where n.party_id = p.id
                                              order by n.date desc, n.seq desc limit 1)
left join credit_limit l
  on l.seq = (select n.seq from credit_limit n where n.party_id = p.id and n.date <= :today order by n.date desc, n.seq desc
              limit 1)
left join credit_override o on o.seq = (select max(n.seq) from credit_override n where n.party_id = p.id)
where p.is_customer and not p.archived
order by p.code
