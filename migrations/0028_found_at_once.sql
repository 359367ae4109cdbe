-- What large books are asked for daily is found by an index: customers of a region and an industry, what of a pipeline is
-- late, what became of it, and what was said on a day.

create index party_by_region on party (region, industry);
create index opportunity_open on opportunity (pipeline_id, state, deadline_on, next_step_on, next_step);
create index opportunity_by_end on opportunity (pipeline_id, state, entered_on, lost_reason_id, base_minor);
create index activity_by_day on activity (date, seq);

-- whose an activity is: whoever recorded it first, whoever corrected it later
create view activity_author as
select a.seq, t.actor_id as author_id
from activity a
join trail t on t.seq = case
  when a.corrects_seq is null then a.seq
  else (with recursive earlier (seq, corrects_seq) as (
          select e.seq, e.corrects_seq from activity e where e.seq = a.corrects_seq
          union all
          select e.seq, e.corrects_seq from earlier l join activity e on e.seq = l.corrects_seq
        )
        select min(earlier.seq) from earlier)
end;
