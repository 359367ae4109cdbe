-- opportunities and leads stand as what was posted of them says
with kept as (
  select id, pipeline_id, party_id, title, owner_id, stage_id, state, currency, amount_minor, base_minor,
         expected_close_on, source, next_step, next_step_on, created_on, entered_on, deadline_on, lost_reason_id,
         version_seq, move_seq, entered_seq
  from opportunity
), meant as (
  select id, pipeline_id, party_id, title, owner_id, stage_id, state, currency, amount_minor, base_minor,
         expected_close_on, source, next_step, next_step_on, created_on, entered_on, deadline_on, lost_reason_id,
         version_seq, move_seq, entered_seq
  from opportunity_now
), kept_lead as (
  select id, state, name, company, phone, email, source, owner_id, party_id, opportunity_id, version_seq from lead
), meant_lead as (
  select id, state, name, company, phone, email, source, owner_id, party_id, opportunity_id, version_seq from lead_now
)
select title as fault from (select * from kept except select * from meant)
union
select title from (select * from meant except select * from kept)
union
select '#' || id from (select id from kept except select id from meant)
union
select 'lead ' || coalesce(nullif(company, ''), name) from (select * from kept_lead except select * from meant_lead)
union
select 'lead ' || coalesce(nullif(company, ''), name) from (select * from meant_lead except select * from kept_lead)
limit :shown
