select (select max(month) from closing) as closed,
       (select value from setting where key = 'soft_closed') as soft_closed,
       exists (select 1 from setting where key = 'voucher_types' and value = 'receipt_payment_transfer') as by_cash
