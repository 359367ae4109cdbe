insert into net_sale (seq, document_seq, party_id, date, kind, direction, net_base_minor)
select :seq, d.seq, d.party_id, :date, d.kind, :direction,
       (select coalesce(sum(-l.side * l.base_minor), 0)
        from entry_line l
        join account a on a.id = l.account_id
        where l.seq = :seq and a.control is null
          and a.id not in (select account_id from account_role where role in ('VAT_OUT', 'VAT_IN')))
from document d
where d.seq = :document and d.kind in ('invoice', 'credit_note')
