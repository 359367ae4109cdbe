-- Every event of the books: rates of exchange, what an entry was made for, facts of a document by its kind.

-- posted; `base_units` of the book's currency for `foreign_units` of another, as quoted; of two rates for one day the
-- later recorded one counts
create table exchange_rate (
  seq           integer not null,
  line          integer not null,
  currency      text not null,
  date          text not null,
  base_units    text not null,
  foreign_units text not null,
  type          text not null check (type in ('mid', 'buy', 'sell', 'average', 'contract')),
  source        text not null,
  primary key (seq, line)
) strict, without rowid;
create index exchange_rate_by_day on exchange_rate (currency, date, seq, line);
create trigger exchange_rate_frozen before update on exchange_rate begin select raise(abort, 'posted rows are never changed'); end;
create trigger exchange_rate_kept before delete on exchange_rate begin select raise(abort, 'posted rows are never deleted'); end;

-- what the entry was made for where no document says it: voucher, revaluation, revaluation_back, allowance, vat_transfer,
-- surtax, profit_transfer …; absent for entries of documents
alter table entry add column purpose text;
-- 附件张数
alter table entry add column attachment_count integer;
create index entry_by_purpose on entry (purpose, date) where purpose is not null;

-- whether its foreign balances are revalued at a month's end
alter table account add column monetary integer not null default 0 check (monetary in (0, 1));
update account set monetary = 1
where control in ('receivable', 'payable')
   or (select chart from book) = 'ifrs' and code in ('1000', '1010', '1020', '1400', '2400')
   or (select chart from book) <> 'ifrs'
      and (code in ('1001', '1012', '1221', '2001', '2241', '2501', '2701') or code like '1002%');

insert into account_role (role, account_id)
select r.value ->> 0, a.id
from json_each('[["NON_OP_INCOME", "cn-small", "5301"], ["NON_OP_INCOME", "cn-general", "6301"],
                 ["NON_OP_INCOME", "ifrs", "4900"], ["DISC_TAKEN", "cn-small", "560303"],
                 ["DISC_TAKEN", "cn-general", "660303"], ["DISC_TAKEN", "ifrs", "4900"]]') r
join book b on b.chart = r.value ->> 1
join account a on a.code = r.value ->> 2;

-- facts of a document that only its kind has, as JSON; covered by the digest as they stand
alter table document add column detail text;

insert into number_series (kind, pattern)
select s.value ->> 0, s.value ->> (case b.language when 'en' then 2 else 1 end)
from book b
cross join json_each('[
  ["supplier_credit", "CH{YY}{MM}-{0000}", "SCN-{YYYY}-{0000}"],
  ["refund", "TK{YY}{MM}-{0000}", "RF-{YYYY}-{0000}"],
  ["supplier_refund", "GT{YY}{MM}-{0000}", "SRF-{YYYY}-{0000}"],
  ["offset", "HX{YY}{MM}-{0000}", "OF-{YYYY}-{0000}"],
  ["bad_debt", "HZ{YY}{MM}-{0000}", "WO-{YYYY}-{0000}"],
  ["recovery", "SH{YY}{MM}-{0000}", "RV-{YYYY}-{0000}"],
  ["payable_write_off", "YX{YY}{MM}-{0000}", "PWO-{YYYY}-{0000}"]
]') s;
