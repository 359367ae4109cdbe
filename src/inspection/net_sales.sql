with meant as (
  select seq, document_seq, party_id, date, kind, direction, -base_minor as net_base_minor
  from trade_act
  where kind in ('invoice', 'credit_note')
)
select distinct d.number as fault
from (
  select document_seq from (select * from meant except select * from net_sale)
  union
  select document_seq from (select * from net_sale except select * from meant)
) f
join document d on d.seq = f.document_seq
limit :shown
