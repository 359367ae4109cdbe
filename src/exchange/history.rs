//! A company's past as one table, a row an invoice with the day it was settled, and that table as the files of an import.
//!
//! The columns are `invoice_id`, `customer`, `invoice_date`, `due_date`, `amount`, `settled_date` (empty while open) and
//! `disputed` (yes or no). Everything wrong with the file is told at once, as an import tells it. The parts are months:
//! what was invoiced and what came in, so that a customer never has more open at once than it had.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::import::PROBLEMS_SHOWN;
use super::mapping::{DateOrder, Kind};
use super::reading::{RowProblem, parse_date};
use super::source::{ReadOptions, Row, Source};
use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
use crate::money::{Currency, Money};

const COLUMNS: [&str; 7] =
    ["invoice_id", "customer", "invoice_date", "due_date", "amount", "settled_date", "disputed"];

/// An invoice and when it was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastInvoice {
    pub number: String,
    pub customer: String,
    pub date: Day,
    pub due_on: Day,
    pub amount: Money,
    pub settled_on: Option<Day>,
}

/// A file to import, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryPart {
    pub kind: Kind,
    pub path: PathBuf,
}

/// Reads a history; amounts are in `currency`.
///
/// # Errors
/// What [`Source::open`] refuses; `import_column_missing`, `import_empty`; `import_refused` with every problem in its report:
/// unreadable days and amounts, amounts not above nought, a due day before the invoice, an invoice that comes twice.
pub fn read_history(path: &Path, currency: Currency) -> Result<Vec<PastInvoice>> {
    let source = Source::open(path, &ReadOptions::default())?;
    let columns = places(&source)?;
    let mut read = Reading {
        columns,
        width: source.columns().len(),
        currency,
        numbers: BTreeSet::new(),
        problems: Vec::new(),
    };
    let mut invoices = Vec::new();
    let mut rows = 0_u64;
    for row in source.rows()? {
        let row = row?;
        rows += 1;
        invoices.extend(read.invoice(&row));
    }
    if let Some(first) = read.problems.first() {
        let (first_row, first_code, count) =
            (first.row.into(), first.error.code(), read.problems.len() as u64);
        read.problems.truncate(PROBLEMS_SHOWN);
        let report = json!({"read": rows, "imported": 0, "problem_count": count, "problems": read.problems});
        return Err(Error::ImportRefused { count, first_row, first_code, report });
    }
    if invoices.is_empty() { Err(Error::ImportEmpty) } else { Ok(invoices) }
}

/// Where each column of [`COLUMNS`] stands.
fn places(source: &Source) -> Result<[usize; COLUMNS.len()]> {
    let mut places = [0; COLUMNS.len()];
    for (place, name) in places.iter_mut().zip(COLUMNS) {
        let found = source.columns().iter().position(|column| column.trim().eq_ignore_ascii_case(name));
        *place = found.ok_or_else(|| Error::ImportColumnMissing { column: name.into() })?;
    }
    Ok(places)
}

struct Reading {
    columns: [usize; COLUMNS.len()],
    width: usize,
    currency: Currency,
    numbers: BTreeSet<String>,
    problems: Vec<RowProblem>,
}

impl Reading {
    /// The invoice of a row; `None` with everything wrong with it noted.
    fn invoice(&mut self, row: &Row) -> Option<PastInvoice> {
        let before = self.problems.len();
        if (self.width..row.len()).any(|index| !row.cell(index).trim().is_empty()) {
            let error = Error::ImportRowTooLong { cells: row.len() as u32, columns: self.width as u32 };
            self.problems.push(RowProblem { row: row.number(), column: None, field: None, error });
        }
        let number = self.text(row, 0);
        let customer = self.text(row, 1);
        let date = self.required_day(row, 2);
        let due_on = self.required_day(row, 3);
        let amount = self.amount(row);
        let settled_on = self.day(row, 5);
        self.check_flag(row);
        if let Some(number) = &number
            && !self.numbers.insert(number.clone())
        {
            self.refuse(row, 0, Error::Duplicate { kind: "document".into(), key: number.clone() });
        }
        if let (Some(date), Some(due_on)) = (date, due_on)
            && due_on < date
        {
            self.refuse(row, 3, Error::DueBeforeDate { date: date.to_string(), due_on: due_on.to_string() });
        }
        if self.problems.len() > before {
            return None;
        }
        Some(PastInvoice {
            number: number?,
            customer: customer?,
            date: date?,
            due_on: due_on?,
            amount: amount?,
            settled_on,
        })
    }

    fn cell<'r>(&self, row: &'r Row, column: usize) -> &'r str {
        self.columns.get(column).map_or("", |place| row.cell(*place).trim())
    }

    fn refuse(&mut self, row: &Row, column: usize, error: Error) {
        let name = COLUMNS.get(column).map(|name| (*name).to_owned());
        self.problems.push(RowProblem { row: row.number(), column: name.clone(), field: name, error });
    }

    fn refuse_missing(&mut self, row: &Row, column: usize) {
        let field = COLUMNS.get(column).copied().unwrap_or_default().to_owned();
        self.refuse(row, column, Error::FieldMissing { field });
    }

    fn text(&mut self, row: &Row, column: usize) -> Option<String> {
        let text = self.cell(row, column).to_owned();
        if text.is_empty() {
            self.refuse_missing(row, column);
            return None;
        }
        Some(text)
    }

    fn day(&mut self, row: &Row, column: usize) -> Option<Day> {
        let text = self.cell(row, column);
        if text.is_empty() {
            return None;
        }
        parse_date(text, DateOrder::YearFirst).map_err(|error| self.refuse(row, column, error)).ok()
    }

    fn required_day(&mut self, row: &Row, column: usize) -> Option<Day> {
        if self.cell(row, column).is_empty() {
            self.refuse_missing(row, column);
        }
        self.day(row, column)
    }

    fn amount(&mut self, row: &Row) -> Option<Money> {
        let text = self.text(row, 4)?;
        match Money::parse(&text, self.currency) {
            Ok(amount) if amount.minor() > 0 => Some(amount),
            Ok(_) => {
                self.refuse(row, 4, Error::FieldInvalid { field: "amount".into(), value: text });
                None
            }
            Err(error) => {
                self.refuse(row, 4, error);
                None
            }
        }
    }

    /// A dispute is read to be told where it is no yes or no; when it began is unknown, so nothing is learned from it.
    fn check_flag(&mut self, row: &Row) {
        let text = self.cell(row, 6).to_lowercase();
        if !["", "yes", "no", "y", "n", "true", "false", "1", "0", "是", "否"].contains(&text.as_str()) {
            self.refuse(row, 6, Error::FieldInvalid { field: "disputed".into(), value: text });
        }
    }
}

/// What a month invoiced and received.
#[derive(Default)]
struct Rows {
    invoices: Vec<[String; 6]>,
    receipts: Vec<[String; 5]>,
}

/// Writes a history as files to import, in the order in which they are to come in: customers, then month by month
/// invoices and receipts. What was paid before it was issued is received on the day of issue.
///
/// # Errors
/// What the operating system refuses.
pub fn write_parts(history: &[PastInvoice], folder: &Path) -> Result<Vec<HistoryPart>> {
    let mut codes: BTreeMap<&str, String> = BTreeMap::new();
    for past in history {
        let next = codes.len() + 1;
        codes.entry(&past.customer).or_insert_with(|| format!("H{next:06}"));
    }
    let customers = folder.join("customers.csv");
    let rows = codes.iter().map(|(name, code)| [code.as_str(), *name].map(str::to_owned));
    write(&customers, ["code", "name"], rows)?;
    let mut parts = vec![HistoryPart { kind: Kind::Customers, path: customers }];
    let mut months: BTreeMap<Month, Rows> = BTreeMap::new();
    for past in history {
        let code = || codes.get(past.customer.as_str()).cloned().unwrap_or_default();
        let (number, amount) = (&past.number, past.amount.to_plain());
        let invoice = [
            number.clone(),
            code(),
            past.date.to_string(),
            past.due_on.to_string(),
            "-".into(),
            amount.clone(),
        ];
        months.entry(Month::of(past.date)).or_default().invoices.push(invoice);
        if let Some(settled_on) = past.settled_on.map(|day| day.max(past.date)) {
            let receipt = [format!("R-{number}"), code(), settled_on.to_string(), amount, number.clone()];
            months.entry(Month::of(settled_on)).or_default().receipts.push(receipt);
        }
    }
    for (month, Rows { mut invoices, mut receipts }) in months {
        invoices.sort_by(|a, b| a[2].cmp(&b[2]));
        receipts.sort_by(|a, b| a[2].cmp(&b[2]));
        let path = |kind: Kind| folder.join(format!("{}-{month}.csv", kind.as_str()));
        if !invoices.is_empty() {
            let columns = ["number", "customer code", "date", "due date", "description", "unit price"];
            write(&path(Kind::Invoices), columns, invoices.into_iter())?;
            parts.push(HistoryPart { kind: Kind::Invoices, path: path(Kind::Invoices) });
        }
        if !receipts.is_empty() {
            let columns = ["number", "customer code", "date", "amount", "invoice number"];
            write(&path(Kind::Receipts), columns, receipts.into_iter())?;
            parts.push(HistoryPart { kind: Kind::Receipts, path: path(Kind::Receipts) });
        }
    }
    Ok(parts)
}

fn write<const WIDTH: usize>(
    path: &Path,
    columns: [&str; WIDTH],
    rows: impl Iterator<Item = [String; WIDTH]>,
) -> Result<()> {
    let refused = |error: csv::Error| Error::of_file(path, &std::io::Error::from(error));
    let mut writer = csv::Writer::from_path(path).map_err(refused)?;
    writer.write_record(columns).map_err(refused)?;
    for row in rows {
        writer.write_record(&row).map_err(refused)?;
    }
    writer.flush().map_err(|error| Error::of_file(path, &error))
}

impl HistoryPart {
    /// How its columns are read, as a mapping file says it.
    pub fn mapping(&self) -> serde_json::Value {
        let fields: &[(&str, &str)] = match self.kind {
            Kind::Customers => &[("code", "code"), ("name", "name")],
            Kind::Receipts => &[
                ("number", "number"),
                ("party_code", "customer code"),
                ("date", "date"),
                ("amount", "amount"),
                ("document_number", "invoice number"),
            ],
            _ => &[
                ("number", "number"),
                ("party_code", "customer code"),
                ("date", "date"),
                ("due_on", "due date"),
                ("description", "description"),
                ("unit_price", "unit price"),
            ],
        };
        let columns: BTreeMap<&str, serde_json::Value> =
            fields.iter().map(|(field, column)| (*field, json!({"column": column}))).collect();
        json!({"kind": self.kind, "source": "history", "columns": columns})
    }
}
