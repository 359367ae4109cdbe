-- What stood at a moment of what happened in a period: by whoever recorded it first, and of all together.
with standing as materialized (
  select a.kind, a.party_id, t.actor_id
  from activity a
  join trail t on t.seq = case
    when a.corrects_seq is null then a.seq
    else (with recursive earlier (seq, corrects_seq) as (
            select e.seq, e.corrects_seq from activity e where e.seq = a.corrects_seq
            union all
            select e.seq, e.corrects_seq from earlier l join activity e on e.seq = l.corrects_seq
          )
          select min(earlier.seq) from earlier)
  end
  where a.date >= :from and a.date <= :to and a.seq <= :known and not a.withdrawn
    and not exists (select 1 from activity c where c.corrects_seq = a.seq and c.seq <= :known)
)
select actor_id as author_id, kind, count(*) as count, null as parties from standing group by actor_id, kind
union all
select actor_id, null, count(*), count(distinct party_id) from standing group by actor_id
union all
select null, null, count(*), count(distinct party_id) from standing
