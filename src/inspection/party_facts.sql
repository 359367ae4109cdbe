-- What lists filter by follows the version that a party points to.
select p.code as fault
from party p
join party_version v on v.id = p.version_id
where (p.industry, p.region, p.source, p.owner_id, p.headcount, p.currency, p.terms, p.visit_days)
   is not (v.body ->> '$.industry', v.body ->> '$.region', v.body ->> '$.source', v.body ->> '$.owner',
           v.body ->> '$.headcount', v.body ->> '$.currency', v.body ->> '$.terms',
           v.body ->> '$.visit_days')
   or (p.potential_minor is null) <> (v.body ->> '$.potential' is null)
   or (p.registered_capital_minor is null) <> (v.body ->> '$.registered_capital' is null)
   or (select count(*) from party_tag t where t.party_id = p.id)
      <> (select count(distinct tags.value) from json_each(v.body, '$.tags') tags where trim(tags.value) <> '')
   or exists (select 1 from party_tag t
              where t.party_id = p.id
                and t.tag not in (select tags.value from json_each(v.body, '$.tags') tags))
limit :shown
