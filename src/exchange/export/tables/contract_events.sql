select e.seq, c.number as contract, e.state, e.date, e.note
from contract_event e
join contract c on c.id = e.contract_id
order by e.seq
