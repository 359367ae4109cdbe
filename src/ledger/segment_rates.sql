-- The rates of each segment that count on a day; the latest day counts, then the later recorded one.
select l.segment_by, l.segment, l.valid_from, l.content
from loss_rates l
where l.segment_by is not null and l.valid_from <= :date and l.seq <= :known
  and not exists (
    select 1 from loss_rates later
    where later.segment_by = l.segment_by and later.segment = l.segment
      and later.valid_from <= :date and later.seq <= :known
      and (later.valid_from, later.seq) > (l.valid_from, l.seq))
order by case l.segment_by when 'tag' then 0 when 'industry' then 1 else 2 end, l.segment
