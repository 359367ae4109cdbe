-- What large books are asked for daily is found by an index: customers of a region and an industry, what of a pipeline is
-- late, and what became of it.

create index party_by_region on party (region, industry);
create index opportunity_open on opportunity (pipeline_id, state, deadline_on, next_step_on, next_step);
create index opportunity_by_end on opportunity (pipeline_id, state, entered_on, lost_reason_id, base_minor);
