-- Filing value added tax: the accounts of a month's end, and what the law of a day says, entered by day.

insert into account_role (role, account_id)
select r.value ->> 0, a.id
from json_each('[["VAT_PAID", "cn", "22210102"], ["VAT_TRANSFER", "cn", "22210104"],
                 ["VAT_OVERPAID", "cn", "22210108"], ["VAT_UNPAID", "cn", "222102"], ["CITY_TAX", "cn", "222110"],
                 ["EDUCATION", "cn", "222111"], ["LOCAL_EDUCATION", "cn", "222112"],
                 ["VAT_RELIEF", "cn-small", "5301"], ["VAT_RELIEF", "cn-general", "6117"],
                 ["SURTAX", "cn-small", "5403"], ["SURTAX", "cn-general", "6403"], ["VAT_UNPAID", "ifrs", "2210"]]') r
join book b on b.chart = r.value ->> 1 or (r.value ->> 1 = 'cn' and b.chart <> 'ifrs')
join account a on a.code = r.value ->> 2;

-- limits are sales of a month, three times that of a quarter; rates and reliefs are in percent
create table vat_rule (
  rule       text not null check (rule in ('exempt_up_to', 'exempt_below', 'education_up_to', 'education',
                                           'local_education', 'surtax_relief')),
  -- empty where it always was
  valid_from text not null,
  -- the last day; open where absent
  valid_to   text,
  value      text not null,
  primary key (rule, valid_from)
) strict, without rowid;

insert into vat_rule (rule, valid_from, valid_to, value)
select r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3
from json_each('[["exempt_up_to", "2023-01-01", "2025-12-31", "100000"],
                 ["exempt_below", "2026-01-01", "2027-12-31", "100000"],
                 ["education_up_to", "2016-02-01", null, "100000"],
                 ["education", "", null, "3"], ["local_education", "", null, "2"],
                 ["surtax_relief", "2022-01-01", "2027-12-31", "50"]]') r
join book b on b.chart <> 'ifrs';
