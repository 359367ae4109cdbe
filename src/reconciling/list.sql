select *
from (
  select c.seq, c.run_seq, n.form, c.number, c.party_id, p.code as party_code, p.name as party_name, n.as_of, n.known_seq,
         n.sent_on, n.way, c.language, c.currency, c.balance_minor, c.attachment_id, s.state,
         y.date as replied_on, y.signer, y.amount_minor as stated_minor, y.attachment_id as signed_id,
         k.theirs_minor - k.ours_minor as apart_minor, s.open_findings
  from reconciliation c
  join reconciliation_run n on n.seq = c.run_seq
  join party p on p.id = c.party_id
  join reconciliation_standing s on s.seq = c.seq
  left join reconciliation_reply y on y.seq = s.reply_seq and y.answer <> 'reopened'
  left join reconciliation_comparison k on k.seq = s.comparison_seq
) c
