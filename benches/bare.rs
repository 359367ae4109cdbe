//! The bare program: plain tables, the indexes its queries need, nothing kept.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior, params};

use crate::trade::{CUSTOMERS, Invoice};

const SCHEMA: &str = "
create table customer (id integer primary key, code text not null unique, name text not null);
create table invoice (id integer primary key, number text not null unique, customer_id integer not null,
  date text not null, due_on text not null, total integer not null, paid integer not null default 0);
create index invoice_by_customer on invoice (customer_id, date);
create index invoice_open on invoice (customer_id, due_on) where paid < total;
create table line (invoice_id integer not null, line integer not null, description text not null,
  quantity text not null, price text not null, net integer not null, primary key (invoice_id, line)) without rowid;
create table receipt (id integer primary key, number text not null unique, customer_id integer not null,
  date text not null, amount integer not null);
create table allocation (receipt_id integer not null, invoice_id integer not null, date text not null,
  amount integer not null, primary key (receipt_id, invoice_id)) without rowid;
create index allocation_by_invoice on allocation (invoice_id, date);
create table posting (id integer primary key, document text not null, account integer not null,
  customer_id integer, date text not null, amount integer not null);
create index posting_by_account on posting (account, date);
";

#[derive(Debug)]
pub struct Bare {
    conn: Connection,
    next: i64,
}

impl Bare {
    pub fn create(path: &Path) -> Bare {
        let conn = Connection::open(path).unwrap();
        conn.pragma_update(None, "journal_mode", "wal").unwrap();
        conn.pragma_update(None, "synchronous", "full").unwrap();
        conn.pragma_update(None, "foreign_keys", true).unwrap();
        conn.pragma_update(None, "cache_size", -64 * 1024).unwrap();
        conn.pragma_update(None, "wal_autocheckpoint", 4096).unwrap();
        conn.set_prepared_statement_cache_capacity(64);
        conn.execute_batch(SCHEMA).unwrap();
        for n in 1..=CUSTOMERS {
            conn.execute(
                "insert into customer values (?, ?, ?)",
                params![n, format!("K{n:04}"), format!("Customer {n}")],
            )
            .unwrap();
        }
        Bare { conn, next: 1 }
    }

    /// Posts invoices in one transaction, and the receipts of those that are paid where `paying`.
    pub fn post(&mut self, invoices: &[Invoice], paying: bool) {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
        for invoice in invoices {
            let id = self.next;
            self.next += 1;
            let (date, total) = (invoice.date.to_string(), invoice.total_cents());
            let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
                transaction.prepare_cached(sql).unwrap().execute(values).unwrap();
            };
            let number = format!("INV-{id:07}");
            run(
                "insert into invoice values (?, ?, ?, ?, ?, ?, 0)",
                params![id, number, invoice.customer, date, invoice.due_on.to_string(), total],
            );
            for (index, (quantity, price)) in invoice.lines.iter().enumerate() {
                run(
                    "insert into line values (?, ?, ?, ?, ?, ?)",
                    params![
                        id,
                        index as i64,
                        "A thing that is sold",
                        quantity.to_string(),
                        price.to_string(),
                        quantity * price
                    ],
                );
            }
            let post =
                "insert into posting (document, account, customer_id, date, amount) values (?, ?, ?, ?, ?)";
            run(post, params![number, 1100, invoice.customer, date, total]);
            run(post, params![number, 4000, Option::<i64>::None, date, -total]);
            if paying && invoice.paid {
                let receipt = format!("RC-{id:07}");
                let paid_on = invoice.due_on.to_string();
                run(
                    "insert into receipt values (?, ?, ?, ?, ?)",
                    params![id, receipt, invoice.customer, paid_on, total],
                );
                run("insert into allocation values (?, ?, ?, ?)", params![id, id, paid_on, total]);
                run("update invoice set paid = paid + ? where id = ?", params![total, id]);
                run(post, params![receipt, 1010, Option::<i64>::None, paid_on, total]);
                run(post, params![receipt, 1100, invoice.customer, paid_on, -total]);
            }
        }
        transaction.commit().unwrap();
    }

    fn rows(&self, sql: &str, values: &[&dyn rusqlite::ToSql]) -> usize {
        let mut statement = self.conn.prepare_cached(sql).unwrap();
        let mut rows = statement.query(values).unwrap();
        let mut count = 0;
        while rows.next().unwrap().is_some() {
            count += 1;
        }
        count
    }

    /// By customer and age, from the index of open invoices.
    pub fn aging_now(&self, today: &str) -> usize {
        self.rows(
            "select customer_id, sum(total - paid), sum((total - paid) * (due_on < ?1)),
                    sum((total - paid) * (julianday(?1) - julianday(due_on) > 30)),
                    sum((total - paid) * (julianday(?1) - julianday(due_on) > 60)),
                    sum((total - paid) * (julianday(?1) - julianday(due_on) > 90))
             from invoice where paid < total group by customer_id",
            params![today],
        )
    }

    /// By customer and age at a past day: every invoice less what was allocated until then.
    pub fn aging_at(&self, day: &str) -> usize {
        self.rows(
            "select customer_id, sum(open), sum(open * (due_on < ?1)),
                    sum(open * (julianday(?1) - julianday(due_on) > 30)),
                    sum(open * (julianday(?1) - julianday(due_on) > 60)),
                    sum(open * (julianday(?1) - julianday(due_on) > 90))
             from (select i.customer_id, i.due_on, i.total - coalesce((select sum(a.amount) from allocation a
                     where a.invoice_id = i.id and a.date <= ?1), 0) as open
                   from invoice i where i.date <= ?1)
             where open <> 0 group by customer_id",
            params![day],
        )
    }

    pub fn trial_balance(&self, day: &str) -> usize {
        self.rows(
            "select account, sum(case when amount > 0 then amount else 0 end), sum(case when amount < 0 then amount else 0 end)
             from posting where date <= ? group by account",
            params![day],
        )
    }

    /// What one customer owes on a day, invoice by invoice.
    pub fn statement(&self, customer: u32, day: &str) -> usize {
        self.rows(
            "select * from (
               select i.number, i.date, i.due_on, i.total - coalesce((select sum(a.amount) from allocation a
                 where a.invoice_id = i.id and a.date <= ?2), 0) as open
               from invoice i where i.customer_id = ?1 and i.date <= ?2)
             where open <> 0 order by due_on",
            params![customer, day],
        )
    }

    pub fn checkpoint(&self) {
        self.conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())).unwrap();
    }
}
