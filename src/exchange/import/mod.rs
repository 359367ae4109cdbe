//! The writing half: rows become parties, items, documents and balances, all of them or none.
//!
//! [`run`] works inside one transaction of its caller's and keeps nothing in memory but what it looks up; the
//! caller commits only a report without problems. Identity is source + kind + number ([`identity`]): the same
//! content is skipped, changed content is a problem and is never overwritten. [`undo`] takes a whole run back
//! by reversal. A dry run is a run whose transaction is rolled back, so it tells exactly what would happen.

mod balances;
mod contacts;
mod deliveries;
mod identity;
mod invoices;
mod masters;
mod money;
mod refusal;
mod report;
mod runs;
mod saved;
mod undo;

pub use report::{ImportReport, PROBLEMS_SHOWN};
pub use runs::{ImportRun, runs};
pub use saved::{SavedMapping, mapping, mappings, save_mapping};
pub use undo::{Undone, undo};

use serde_json::json;

use super::mapping::{Kind, Mapping};
use super::reading::{self, AccountBalanceRow, ImportRow, RatesRow, Reading, RowProblem};
use super::source::Source;
use super::watch::Watch;
use crate::audit;
use crate::calendar::Day;
use crate::documents::Desk;
use crate::error::{Class, Error, Result};
use crate::ledger::{self, book};
use crate::store::{ImportRunId, Writer};

use identity::{Identity, Known};
use refusal::{Refusal, Refused};

/// Imports a source through a mapping. Writes nothing, not even to the trail, where every row is known already.
///
/// `today` dates account balances that name no day. The caller rolls back unless the report
/// [is without problems](ImportReport::refuse_problems).
///
/// # Errors
/// `field_invalid` for lines of a customer's list, which are compared; what [`reading::read`] refuses, `cancelled`, and
/// failures of the file. A refused row is no error but a
/// problem in the report.
pub fn run(
    w: &Writer<'_>,
    source: &Source,
    mapping: &Mapping,
    file_name: &str,
    today: Day,
    watch: Watch<'_>,
) -> Result<ImportReport> {
    if mapping.kind == Kind::StatementLines {
        return Err(Error::FieldInvalid { field: "kind".into(), value: mapping.kind.as_str().into() });
    }
    let reading = reading::read(source, mapping, book(w)?.currency)?;
    let desk = Desk::new(w)?;
    let going =
        Going { w, desk: &desk, mapping, file_name, today, run: None, report: ImportReport::default() };
    going.import(reading, watch)
}

/// What a run knows while it goes on.
struct Going<'w, 'c> {
    w: &'w Writer<'c>,
    desk: &'w Desk<'w, 'c>,
    mapping: &'w Mapping,
    file_name: &'w str,
    today: Day,
    /// Recorded with the first row that is new.
    run: Option<ImportRunId>,
    report: ImportReport,
}

impl Going<'_, '_> {
    fn import(mut self, mut reading: Reading, watch: Watch<'_>) -> Result<ImportReport> {
        let mut balances: Vec<AccountBalanceRow> = Vec::new();
        while let Some(outcome) = reading.next() {
            watch.step(self.report.read, 0)?;
            self.report.read += 1;
            match outcome {
                Err(problems) => problems.into_iter().for_each(|problem| self.report.note(problem)),
                Ok(ImportRow::AccountBalance(balance)) => balances.push(balance),
                Ok(row) => {
                    if let Err(refusal) = self.import_row(&row) {
                        self.note(row.row(), refusal, &reading)?;
                    }
                }
            }
        }
        if let Err((row, refusal)) = self.import_balances(balances) {
            self.note(row, refusal, &reading)?;
        }
        (watch.progress)(self.report.read, self.report.read);
        self.report.run_id = self.run;
        if let Some(run) = self.run {
            runs::count(self.w, run, self.report.imported)?;
        }
        Ok(self.report)
    }

    /// Writes a row that is new, as a whole or not at all.
    fn import_row(&mut self, row: &ImportRow) -> Refused<()> {
        let Some(identity) = self.unless_known(row)? else { return Ok(()) };
        let (desk, kind, today) = (self.desk, self.mapping.kind, self.today);
        let subject = self.w.attempt(|w| match row {
            ImportRow::Party(party) => masters::party(w, kind, party),
            ImportRow::Item(item) => masters::item(w, item),
            ImportRow::Document(document) => invoices::issue(desk, w, kind, document, today).map(Some),
            ImportRow::Money(money) => money::issue(desk, w, kind, money, today).map(Some),
            ImportRow::OpenItem(open) => balances::issue(desk, w, open, today).map(Some),
            ImportRow::Rates(rates) => record_rates(w, rates),
            ImportRow::Contact(contact) => contacts::contact(w, contact),
            ImportRow::AccountBalance(_) => Err(Error::unexpected("a single balance").into()),
            ImportRow::StatementLine(_) => Err(Error::unexpected("a line of a customer's list").into()),
        })?;
        match subject {
            Some(subject) => {
                identity.keep(self.w, self.begin()?, subject)?;
                self.report.imported += 1;
            }
            None => self.report.skipped += 1,
        }
        Ok(())
    }

    /// The balances of a file are one entry for each day.
    fn import_balances(&mut self, rows: Vec<AccountBalanceRow>) -> std::result::Result<(), (u32, Refusal)> {
        let mut new = Vec::new();
        for balance in rows {
            let row = balance.row;
            let read = ImportRow::AccountBalance(balance);
            let known = self.unless_known(&read).map_err(|refusal| (row, refusal))?;
            if let (Some(identity), ImportRow::AccountBalance(balance)) = (known, read) {
                new.push((identity, balance));
            }
        }
        if new.is_empty() {
            return Ok(());
        }
        let run = self.begin().map_err(|error| (0, error.into()))?;
        self.report.imported += new.len() as u64;
        balances::open_accounts(self.w, run, &new, self.today)
    }

    /// The row's identity, or `None` where it was imported before with the same content.
    fn unless_known(&mut self, row: &ImportRow) -> Refused<Option<Identity>> {
        let identity = Identity::of(self.mapping, row)?;
        match identity.look_up(self.w)? {
            Known::Not => return Ok(Some(identity)),
            Known::Same => self.report.skipped += 1,
            Known::Changed => {
                self.report.changed += 1;
                return Err(Error::ImportChanged { number: identity.number }.into());
            }
        }
        Ok(None)
    }

    fn begin(&mut self) -> Result<ImportRunId> {
        if let Some(run) = self.run {
            return Ok(run);
        }
        let Mapping { source, kind, .. } = self.mapping;
        let seq = audit::record(
            self.w,
            &json!({"import": {"source": source, "kind": kind, "file": self.file_name}}),
        )?;
        let run = runs::insert(self.w, seq, self.mapping, self.file_name)?;
        self.run = Some(run);
        Ok(run)
    }

    /// Sets a refusal of a rule aside as a problem of its row; a failure of the file ends the run.
    fn note(&mut self, row: u32, refusal: Refusal, reading: &Reading) -> Result<()> {
        if refusal.error.class() == Class::File {
            return Err(*refusal.error);
        }
        self.report.note(RowProblem {
            row: refusal.row.unwrap_or(row),
            column: refusal.field.and_then(|field| reading.column_of(field)),
            field: refusal.field.map(str::to_owned),
            error: *refusal.error,
        });
        Ok(())
    }
}

/// Records what a row quotes; `None` where it quotes nothing.
fn record_rates(w: &Writer<'_>, row: &RatesRow) -> Refused<Option<i64>> {
    if row.rates.is_empty() {
        return Ok(None);
    }
    let seq = ledger::save_rates(w, &row.rates).map_err(Refusal::of("currency"))?;
    Ok(Some(seq.value()))
}

/// Whether rows of a kind are about customers; about suppliers otherwise.
fn is_sales(kind: Kind) -> bool {
    matches!(kind, Kind::Customers | Kind::Invoices | Kind::Orders | Kind::Deliveries | Kind::Receipts)
}
