-- What stood at a moment of what happened in a period: by whoever recorded it first, and of all together.
with standing as materialized (
  select a.kind, a.party_id, o.author_id
  from activity a
  join activity_author o on o.seq = a.seq
  where a.date >= :from and a.date <= :to and a.seq <= :known and not a.withdrawn
    and not exists (select 1 from activity c where c.corrects_seq = a.seq and c.seq <= :known)
)
select author_id, kind, count(*) as count, null as parties from standing group by author_id, kind
union all
select author_id, null, count(*), count(distinct party_id) from standing group by author_id
union all
select null, null, count(*), count(distinct party_id) from standing
