-- Deposits (押金, 保证金) received and paid: kept by party as open items, on accounts of their own.

-- SQLite changes no check: the column is made anew with two more controls.
alter table account add column control_kept text;
update account set control_kept = control;
alter table account drop column control;
alter table account add column control text
  check (control in ('receivable', 'payable', 'customer_advance', 'supplier_prepayment', 'customer_deposit',
                     'supplier_deposit'));
update account set control = control_kept;
alter table account drop column control_kept;

-- the first code that the book does not use
insert into account (code, name_zh, name_en, type, side, control, postable, monetary)
select (select c.value from json_each(r.value, '$[1]') c
        where not exists (select 1 from account a where a.code = c.value) order by c.key limit 1),
       r.value ->> 2, r.value ->> 3, r.value ->> 4, r.value ->> 5, r.value ->> 6, 1, 1
from json_each('[
  ["cn", ["224101", "224191", "2241901"], "存入保证金", "Deposits received", "liability", -1, "customer_deposit"],
  ["cn", ["122101", "122191", "1221901"], "存出保证金", "Deposits paid", "asset", 1, "supplier_deposit"],
  ["ifrs", ["2110", "2119", "21109"], "存入保证金", "Deposits received", "liability", -1, "customer_deposit"],
  ["ifrs", ["1410", "1419", "14109"], "存出保证金", "Deposits paid", "asset", 1, "supplier_deposit"]
]') r
join book b on r.value ->> 0 = case b.chart when 'ifrs' then 'ifrs' else 'cn' end;

insert into account_role (role, account_id)
select case control when 'customer_deposit' then 'CUST_DEPOSIT' else 'SUPP_DEPOSIT' end, id
from account
where control in ('customer_deposit', 'supplier_deposit');
insert into account_role (role, account_id)
select 'DEPOSIT_LOSS', a.id
from json_each('[["cn-small", "5711"], ["cn-general", "6711"], ["ifrs", "6700"]]') r
join book b on b.chart = r.value ->> 0
join account a on a.code = r.value ->> 1;

insert into number_series (kind, pattern)
select s.value ->> 0, s.value ->> (case b.language when 'en' then 2 else 1 end)
from book b
cross join json_each('[
  ["deposit_forfeited", "YM{YY}{MM}-{0000}", "DF-{YYYY}-{0000}"],
  ["deposit_lost", "YS{YY}{MM}-{0000}", "DL-{YYYY}-{0000}"]
]') s;
