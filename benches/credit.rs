//! A book of 10,000 customers and 1,000,000 invoices: the review of everyone's credit, and one customer's grade beside bare SQL
//! over the same rows.

use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use kezhang::grading;
use kezhang::parties::PartyFields;
use rusqlite::{Connection, params};
use serde_json::{Value, json};

use crate::Figure;
use crate::clock::{alternate, cpu_microseconds, median};
use crate::import::{KEZHANG, peak_megabytes};
use crate::ours::Ours;
use crate::trade::{self, Invoice, mix};

/// Invoices of a customer.
const EACH: u32 = 100;
const BATCH: usize = 5_000;
/// Peak memory that the review of everyone may take, in MB.
const MEMORY_MB: f64 = 200.0;
const QUESTIONS: u32 = 100;

/// Ten times as many invoices as other groups have.
pub fn figures(folder: &Path, invoices: u32) -> Vec<Figure> {
    let count = invoices.saturating_mul(10);
    let small = made(&folder.join("credit-small.kz"), count / 10);
    let small_cost = review_cost(&small, count / 10);
    let (forecast, _) = cpu_microseconds(|| drop(small.call("cash.forecast", json!({}), today())));
    println!("the cash forecast of {} invoices took {:.0} ms", count / 10, forecast / 1000.0);
    let path = folder.join("credit.kz");
    let (micros, ours) = cpu_microseconds(|| made(&path, count));
    println!("{count} invoices of {} customers made in {:.0} s of CPU", count / EACH, micros / 1e6);
    let bare = bare(&folder.join("credit.db"), count);
    let whole_cost = review_cost(&ours, count);
    // Kept as every month keeps it: a card then takes the classes by volume from the review.
    ours.call("credit.review", json!({"date": today().to_string(), "keep": true}), today());
    let asked: Vec<u32> = (1..=QUESTIONS).map(|n| 1 + n * 7919 % (count / EACH)).collect();
    for n in &asked {
        let card = card(&ours, *n);
        let closed = card["invoices"].as_u64().unwrap();
        assert!(closed > 0, "{card}");
    }
    let (card_ours, card_bare) = alternate(
        || cpu_microseconds(|| asked.iter().for_each(|n| drop(card(&ours, *n)))).0 / 1000.0,
        || cpu_microseconds(|| asked.iter().for_each(|n| drop(rows(&bare, *n)))).0 / 1000.0,
    );
    ours.door.close().unwrap();
    let input = json!({"date": today().to_string()}).to_string();
    let mut review = Command::new(KEZHANG);
    review.arg("call").arg(&path).arg("credit.review").arg(input);
    vec![
        Figure {
            name: "credit review of an invoice, in ten times as many",
            ours: whole_cost,
            bare: small_cost,
            unit: "µs",
            bound: Some(1.3),
        },
        Figure {
            name: "memory of reviewing all customers",
            ours: peak_megabytes(&mut review),
            bare: MEMORY_MB,
            unit: "MB",
            bound: Some(1.0),
        },
        Figure {
            name: "a hundred customers' grades",
            ours: card_ours,
            bare: card_bare,
            unit: "ms",
            bound: Some(3.0),
        },
    ]
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 2).unwrap()
}

/// One line each: only what is owed and paid matters here.
fn invoice(n: u32, of: u32) -> Invoice {
    let mut invoice = trade::invoice(n, of);
    invoice.lines.truncate(1);
    Invoice { customer: 1 + mix(n ^ 0x51) % (of / EACH).max(1), ..invoice }
}

fn made(path: &Path, count: u32) -> Ours {
    let customers = (1..=(count / EACH).max(1)).map(|n| PartyFields {
        code: format!("K{n:05}"),
        name: format!("Customer {n}"),
        is_customer: true,
        ..PartyFields::default()
    });
    let ours = Ours::with(path, customers);
    let all: Vec<Invoice> = (0..count).map(|n| invoice(n, count)).collect();
    all.chunks(BATCH).for_each(|batch| ours.post(batch, true));
    ours.reopened()
}

/// Microseconds of CPU of a review, by invoice: the median of three.
fn review_cost(ours: &Ours, count: u32) -> f64 {
    let review = || {
        let rows = ours.door.book().read(|r| grading::review(r, today(), &|_, _| Ok(()))).unwrap();
        assert!(rows.len() as u32 >= count / EACH * 9 / 10, "{} reviewed", rows.len());
    };
    median((0..3).map(|_| cpu_microseconds(review).0 / f64::from(count)).collect())
}

fn card(ours: &Ours, customer: u32) -> Value {
    ours.call("credit.card", json!({"party_id": customer}), today())
}

fn bare(path: &Path, count: u32) -> Connection {
    let mut conn = Connection::open(path).unwrap();
    conn.execute_batch(
        "create table invoice (id integer primary key, number text not null, customer_id integer not null, date text not null,
           due_on text not null, total integer not null);
         create index invoice_by_customer on invoice (customer_id, date);
         create table allocation (receipt_id integer not null, invoice_id integer not null, date text not null,
           amount integer not null, primary key (receipt_id, invoice_id)) without rowid;
         create index allocation_by_invoice on allocation (invoice_id, date, amount);",
    )
    .unwrap();
    let transaction = conn.transaction().unwrap();
    for n in 0..count {
        let invoice = invoice(n, count);
        let (due_on, total) = (invoice.due_on.to_string(), invoice.total_cents());
        transaction
            .prepare_cached("insert into invoice values (?, ?, ?, ?, ?, ?)")
            .unwrap()
            .execute(params![
                n,
                format!("INV-{n:07}"),
                invoice.customer,
                invoice.date.to_string(),
                due_on,
                total
            ])
            .unwrap();
        if invoice.paid {
            transaction
                .prepare_cached("insert into allocation values (?, ?, ?, ?)")
                .unwrap()
                .execute(params![n, n, due_on, total])
                .unwrap();
        }
    }
    transaction.commit().unwrap();
    conn
}

/// Number, day, due day and amount of an invoice; day and amount of what paid it.
type Paid = (String, String, String, i64, Option<String>, Option<i64>);

/// Every invoice of a customer with what paid it.
fn rows(bare: &Connection, customer: u32) -> Vec<Paid> {
    let mut statement = bare
        .prepare_cached(
            "select i.number, i.date, i.due_on, i.total, a.date, a.amount from invoice i
             left join allocation a on a.invoice_id = i.id where i.customer_id = ? order by i.date, i.id",
        )
        .unwrap();
    let found = statement
        .query_map([customer], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        })
        .unwrap();
    found.collect::<rusqlite::Result<_>>().unwrap()
}
