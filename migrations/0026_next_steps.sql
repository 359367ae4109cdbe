-- The list of today asks for the next steps of all opportunities up to a day.
create index opportunity_by_next_step on opportunity (next_step_on) where state = 'open';
