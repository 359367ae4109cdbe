-- What a document was made from, step by step back, and what was made from it, step by step on.
with recursive earlier(seq) as (
  select :id
  union
  select l.source_seq
  from earlier e
  cross join document_line l on l.seq = e.seq and l.source_seq is not null
  union
  select d.credits_seq
  from earlier e
  cross join document d on d.seq = e.seq and d.credits_seq is not null
), later(seq) as (
  select :id
  union
  select l.seq
  from later e
  cross join document_line l on l.source_seq = e.seq
  union
  select d.seq
  from later e
  cross join document d on d.credits_seq = e.seq
)
select seq from earlier
union
select seq from later
order by seq
limit 500
