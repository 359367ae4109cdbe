-- Early-payment discounts, and what looks things up for them and for what is taken back.

-- an act that takes another back names it
create index trail_taking_back on trail (subject_id) where subject = 'posting' and subject_id is not null;
