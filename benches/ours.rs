//! The program itself, through its door and its rooms.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use chrono::{DateTime, NaiveDate, Utc};
use kezhang::api::{Call, Door, NewBook};
use kezhang::documents::{self, CashFields, Desk, DocumentFields, LineFields, Origin, TradeFields};
use kezhang::error::Result;
use kezhang::language::Language;
use kezhang::ledger::Chart;
use kezhang::money::{Currency, Figure};
use kezhang::parties::{self, PartyFields};
use kezhang::reports::{self, ReportName, ReportRequest};
use kezhang::store::{PartyId, Stamp, UserId, Writer};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::trade::{CUSTOMERS, Invoice};

#[derive(Debug)]
pub struct Ours {
    pub door: Door,
    now: DateTime<Utc>,
}

impl Ours {
    pub fn create(path: &Path) -> Ours {
        let customers = (1..=CUSTOMERS).map(|n| PartyFields {
            code: format!("K{n:04}"),
            name: format!("Customer {n}"),
            is_customer: true,
            ..PartyFields::default()
        });
        Ours::with(path, customers)
    }

    /// A new book with these customers, their keys counted from 1.
    pub fn with(path: &Path, customers: impl IntoIterator<Item = PartyFields>) -> Ours {
        let now: DateTime<Utc> = "2026-01-02T08:00:00Z".parse().unwrap();
        let new = NewBook {
            name: "Measured".into(),
            currency: Currency::USD,
            chart: Chart::Ifrs,
            language: Language::En,
        };
        let ours = Ours { door: Door::create(path, &new, now).unwrap(), now };
        ours.write(|w| {
            customers.into_iter().try_for_each(|fields| parties::save(w, None, None, &fields).map(|_| ()))
        });
        ours
    }

    /// Closes the book and opens it again, as the next day does.
    pub fn reopened(self) -> Ours {
        let path = self.door.path().to_owned();
        self.door.close().unwrap();
        Ours { door: Door::open(&path, None, self.now).unwrap(), now: self.now }
    }

    /// One transaction.
    pub fn write<T>(&self, body: impl FnOnce(&Writer<'_>) -> Result<T>) -> T {
        let stamp = Stamp { actor: UserId::new(1), now: self.now, command: "bench", reason: None };
        self.door.book().write(stamp, body).unwrap()
    }

    /// Posts invoices in one transaction, and the receipts of those that are paid where `paying`.
    pub fn post(&self, invoices: &[Invoice], paying: bool) {
        self.write(|w| {
            let desk = Desk::new(w)?;
            for invoice in invoices {
                let issued = documents::issue_at(&desk, w, &fields(invoice), Origin::Ours, invoice.date)?;
                if paying && invoice.paid {
                    let cash = CashFields {
                        party_id: Some(PartyId::new(i64::from(invoice.customer))),
                        date: Some(invoice.due_on),
                        amount: Figure(issued.total.to_decimal()),
                        ..CashFields::default()
                    };
                    let cash = DocumentFields::Receipt(cash);
                    documents::issue_at(&desk, w, &cash, Origin::Ours, invoice.due_on)?;
                }
            }
            Ok(())
        });
    }

    /// Posts one invoice through the door, durably.
    pub fn post_one(&self, invoice: &Invoice) {
        let fields = serde_json::to_value(fields(invoice)).unwrap();
        self.call("document.issue", json!({"fields": fields}), invoice.date);
    }

    pub fn call(&self, command: &str, input: Value, today: NaiveDate) -> Value {
        let call = Call {
            actor: None,
            now: self.now,
            today,
            language: None,
            request_id: None,
            reason: None,
            progress: &|_| {},
            cancelled: &AtomicBool::new(false),
        };
        self.door.call(command, input, &call).unwrap()
    }

    pub fn statement(&self, customer: u32, as_of: NaiveDate) -> usize {
        let party_id = Some(PartyId::new(i64::from(customer)));
        let request = ReportRequest { party_id, ..ReportRequest::new(ReportName::Statement, as_of) };
        self.door.book().read(|r| reports::statements(r, &request)).unwrap().len()
    }

    pub fn report(&self, name: ReportName, as_of: NaiveDate) -> usize {
        self.door.book().read(|r| reports::run(r, &ReportRequest::new(name, as_of))).unwrap().rows.len()
    }
}

fn fields(invoice: &Invoice) -> DocumentFields {
    let lines = invoice
        .lines
        .iter()
        .map(|(quantity, price)| LineFields {
            description: "A thing that is sold".into(),
            quantity: Figure(Decimal::from(*quantity)),
            unit_price: Figure(Decimal::new(*price, 2)),
            ..LineFields::default()
        })
        .collect();
    DocumentFields::Invoice(TradeFields {
        party_id: Some(PartyId::new(i64::from(invoice.customer))),
        date: Some(invoice.date),
        due_on: Some(invoice.due_on),
        lines,
        ..TradeFields::default()
    })
}
