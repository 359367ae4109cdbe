select l.unit_price, d.seq, d.number, d.date
from document d
join document_line l on l.seq = d.seq
join item_version v on v.id = l.item_version_id
left join document_void void on void.document_seq = d.seq
where d.party_id = :party and d.kind = 'invoice' and d.currency = :currency and d.date <= :date and v.item_id = :item
  and void.seq is null
order by d.date desc, d.seq desc, l.line
limit 1
