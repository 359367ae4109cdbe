-- What was agreed with a customer itself: its price list and discount stand in its version's text, its rhythm of visits
-- here too, so that visits fall due by it.
alter table party add column visit_days integer;
create index party_by_rhythm on party (id) where visit_days is not null;
