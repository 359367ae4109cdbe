-- Where the lines of a document come from, at most three steps back: credit note, invoice, delivery, order.
with recursive origin(seq, depth) as (
  select l.source_seq, 1 from document_line l where l.seq = :seq and l.source_seq is not null
  union
  select l.source_seq, o.depth + 1
  from origin o
  join document_line l on l.seq = o.seq and l.source_seq is not null
  where o.depth < 3
)
select distinct seq as root_seq from origin
