select *
from (
  select p.id as party_id, p.code as party_code, p.name as party_name, p.archived,
         b.as_of as until, b.date, b.signer, b.currency, b.amount_minor, b.attachment_id, b.reconciliation_seq,
         c.seq as asked, n.as_of as asked_until, s.state as asked_state, s.open_findings
  from party p
  left join balance_confirmed b
    on b.seq = (select l.seq from balance_confirmed l where l.party_id = p.id order by l.as_of desc, l.seq desc limit 1)
  left join reconciliation c
    on c.seq = (select max(l.seq)
                from reconciliation l
                join reconciliation_standing x on x.seq = l.seq
                where l.party_id = p.id and x.state <> 'withdrawn')
  left join reconciliation_run n on n.seq = c.run_seq
  left join reconciliation_standing s on s.seq = c.seq
  where p.is_customer
) c
