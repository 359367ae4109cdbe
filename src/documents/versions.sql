with recursive earlier(seq, supersedes_seq) as (
  select seq, supersedes_seq from document where seq = :id
  union
  select d.seq, d.supersedes_seq from earlier e join document d on d.seq = e.supersedes_seq
), version(seq) as (
  select min(seq) from earlier
  union
  select d.seq from version v join document d on d.supersedes_seq = v.seq
)
select seq from version order by seq
