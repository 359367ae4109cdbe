-- Terms may offer a discount for paying early: 2/10 net 30.

-- JSON: [{"percent": "2", "days": 10}], the days counted as the due date is; the earliest first
alter table terms add column discounts text not null default '[]';
