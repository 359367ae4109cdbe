-- Documents before the invoice: numbered, kept and chained like the others, but they post no entry and open no item.
-- Beside them two facts of every trade document: the opportunity it belongs to, and who sold it.

alter table document add column opportunity_id integer;
alter table document add column salesperson_id integer references user (id);
create index document_by_opportunity on document (opportunity_id) where opportunity_id is not null;

insert into number_series (kind, pattern)
select s.value ->> 0, s.value ->> (case b.language when 'en' then 2 else 1 end)
from book b
cross join json_each('[
  ["quote", "BJ{YY}{MM}-{0000}", "QU-{YYYY}-{0000}"],
  ["sales_order", "DD{YY}{MM}-{0000}", "SO-{YYYY}-{0000}"],
  ["delivery", "SHD{YY}{MM}-{0000}", "DN-{YYYY}-{0000}"]
]') s;
