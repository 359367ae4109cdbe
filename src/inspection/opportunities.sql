-- opportunities and leads stand as what was posted of them says
select fault
from (
  select coalesce(o.title, n.title, '#' || coalesce(o.id, n.id)) as fault
  from opportunity o
  full join opportunity_now n on n.id = o.id
  where (o.pipeline_id, o.party_id, o.title, o.owner_id, o.stage_id, o.state, o.currency, o.amount_minor, o.base_minor,
         o.expected_close_on, o.source, o.next_step, o.next_step_on, o.created_on, o.entered_on, o.deadline_on,
         o.lost_reason_id, o.version_seq, o.move_seq, o.entered_seq)
    is not
        (n.pipeline_id, n.party_id, n.title, n.owner_id, n.stage_id, n.state, n.currency, n.amount_minor, n.base_minor,
         n.expected_close_on, n.source, n.next_step, n.next_step_on, n.created_on, n.entered_on, n.deadline_on,
         n.lost_reason_id, n.version_seq, n.move_seq, n.entered_seq)
  union all
  select 'lead ' || coalesce(l.id, n.id)
  from lead l
  full join lead_now n on n.id = l.id
  where (l.state, l.name, l.company, l.phone, l.email, l.source, l.owner_id, l.party_id, l.opportunity_id, l.version_seq)
    is not
        (n.state, n.name, n.company, n.phone, n.email, n.source, n.owner_id, n.party_id, n.opportunity_id, n.version_seq)
)
limit :shown
