-- Entries that correct a closed month, types of vouchers, and who prepared and approved them.

-- the closed month that the entry corrects
alter table entry add column relates_to text;
-- why it was posted into a month that takes adjustments only
alter table entry add column adjust_reason text;
-- 制单 and 审核, where others than who posted it
alter table entry add column prepared_by integer references user (id);
alter table entry add column approved_by integer references user (id);

-- any later save takes the approval away
alter table draft add column approved_by integer references user (id);
alter table draft add column approved_at text;

-- cash and bank: what makes a voucher one of receipt or of payment
alter table account add column is_cash integer not null default 0 check (is_cash in (0, 1));
update account set is_cash = 1
where (select chart from book) = 'ifrs' and (code in ('1000', '1010', '1020') or parent in ('1000', '1010', '1020'))
   or (select chart from book) <> 'ifrs' and (code = '1001' or code = '1012' or code like '1002%');

-- how an entry is called: 记-12 2026-03
create view voucher as
select seq, case type when 'receipt' then '收-' when 'payment' then '付-' when 'transfer' then '转-' else '记-' end
              || number || ' ' || month as name
from entry;
