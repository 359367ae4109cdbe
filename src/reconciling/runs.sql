select n.seq, n.form, n.as_of, n.known_seq, n.sent_on, n.way, n.reply_to, n.note, u.name as made_by,
       (select count(*)
        from reconciliation c
        join reconciliation_standing s on s.seq = c.seq
        where c.run_seq = n.seq and s.state <> 'withdrawn') as letters,
       (select count(*)
        from reconciliation c
        join reconciliation_standing s on s.seq = c.seq
        where c.run_seq = n.seq and s.state = 'confirmed') as confirmed,
       (select count(*)
        from reconciliation c
        join reconciliation_standing s on s.seq = c.seq
        where c.run_seq = n.seq and s.state = 'compared') as compared
from reconciliation_run n
join trail t on t.seq = n.seq
join user u on u.id = t.actor_id
