with recomputed as (
  select account_id, party_id, sum(remaining_base_minor) as open_base from outstanding group by account_id, party_id
)
select p.code || ' ' || a.code as fault
from recomputed r
full join party_total t on t.account_id = r.account_id and t.party_id = r.party_id
join party p on p.id = coalesce(t.party_id, r.party_id)
join account a on a.id = coalesce(t.account_id, r.account_id)
where coalesce(t.open_base_minor, 0) <> coalesce(r.open_base, 0)
limit :shown
