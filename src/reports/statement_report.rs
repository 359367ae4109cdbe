//! A statement as a [`Report`], for tables and files.

use super::names::party_label;
use super::report::{Cell, Column, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::{ReportRequest, Scope};
use super::statement::{Statement, StatementItem, StatementLine, statements};
use crate::error::Result;
use crate::money::Money;
use crate::statements::StatementKind;
use crate::store::Reader;
use crate::subledger::Business;

const WIDTH: usize = 8;
/// The place of what a transaction settled.
const APPLIED: usize = 4;

/// The statements of a party; several currencies follow each other under headings.
pub(super) fn run(r: &Reader<'_>, request: &ReportRequest) -> Result<Report> {
    let scope = Scope::resolve(r, request)?;
    let statements = statements(r, request)?;
    let mut rows = Vec::new();
    for statement in &statements {
        if statements.len() > 1 {
            rows.push(Row::heading(vec![Cell::text(statement.currency.as_str())], WIDTH));
        }
        append(statement, &mut rows);
    }
    let mut columns = activity_columns();
    match request.kind {
        StatementKind::OpenItem => {
            columns.truncate(APPLIED);
            columns.extend(open_item_columns());
        }
        StatementKind::BalanceForward => {
            // nothing is named as settled
            columns.remove(APPLIED);
            rows.iter_mut().for_each(|row| drop(row.cells.remove(APPLIED)));
        }
        StatementKind::Activity => {}
    }
    let mut report = scope.report(columns, rows);
    if request.kind == StatementKind::OpenItem {
        report.parameters.from = None;
    }
    if let Some(statement) = statements.first() {
        report.currency = statement.currency;
        report.parameters.party = Some(party_label(r, statement.party_id, scope.known())?);
    }
    Ok(report)
}

/// The other kinds differ in a few.
fn activity_columns() -> Vec<Column> {
    let money = ColumnKind::Money;
    columns(&[
        ("date", ColumnKind::Date),
        ("kind", ColumnKind::Text),
        ("document", ColumnKind::Text),
        ("due_on", ColumnKind::Date),
        ("applied", money),
        ("debit", money),
        ("credit", money),
        ("balance", money),
    ])
}

/// What an open-item statement shows instead, from the place of `applied` on.
fn open_item_columns() -> Vec<Column> {
    let money = ColumnKind::Money;
    columns(&[("days_overdue", ColumnKind::Number), ("amount", money), ("settled", money), ("open", money)])
}

fn append(statement: &Statement, rows: &mut Vec<Row>) {
    match statement.kind {
        StatementKind::OpenItem => {
            rows.extend(statement.items.iter().map(item_row));
            let last = Row::new(RowKind::Total, balance_cells("closing", statement.closing));
            rows.push(last);
        }
        StatementKind::BalanceForward | StatementKind::Activity => {
            let mut opening = balance_cells("opening", statement.opening);
            opening[0] = statement.from.map_or(Cell::Empty, Cell::Day);
            rows.push(Row::line(opening));
            for line in &statement.lines {
                rows.push(line_row(line));
                rows.extend(line.applied.iter().map(|application| {
                    let mut cells = vec![Cell::Empty, Cell::Word(application.kind.clone())];
                    cells.push(Cell::text_or_empty(application.number.as_deref()));
                    cells.extend([Cell::Empty, Cell::Money(application.amount)]);
                    cells.resize(WIDTH, Cell::Empty);
                    Row::line(cells).depth(1)
                }));
            }
            let mut closing = balance_cells("closing", statement.closing);
            closing[0] = Cell::Day(statement.as_of);
            closing[WIDTH - 3] = Cell::Money(statement.debit);
            closing[WIDTH - 2] = Cell::Money(statement.credit);
            rows.push(Row::new(RowKind::Total, closing));
        }
    }
    append_strip(statement, rows);
    if !statement.later_receipts.is_empty() {
        rows.push(Row::heading(vec![Cell::Empty, Cell::word(later_word(statement.business))], WIDTH));
        rows.extend(statement.later_receipts.iter().map(line_row));
    }
}

/// The code under `word.` of money after the cut-off.
pub fn later_word(business: Business) -> &'static str {
    match business {
        Business::Customer => "later_receipts",
        Business::Supplier => "later_payments",
    }
}

/// A word in the second column and an amount in the last.
fn balance_cells(word: &str, amount: Money) -> Vec<Cell> {
    let mut cells = vec![Cell::Empty, Cell::word(word)];
    cells.resize(WIDTH - 1, Cell::Empty);
    cells.push(Cell::Money(amount));
    cells
}

fn item_row(item: &StatementItem) -> Row {
    let days = if item.days_overdue > 0 { Cell::Count(i64::from(item.days_overdue)) } else { Cell::Empty };
    let row = Row::line(vec![
        Cell::Day(item.date),
        Cell::Word(item.kind.clone()),
        Cell::text_or_empty(item.number.as_deref()),
        Cell::Day(item.due_on),
        days,
        Cell::Money(item.amount),
        Cell::Money(item.settled),
        Cell::Money(item.open),
    ]);
    match item.document_id {
        Some(id) => row.opens(Link::Document { id }),
        None => row,
    }
}

fn line_row(line: &StatementLine) -> Row {
    let nonzero = |money: Money| if money.is_zero() { Cell::Empty } else { Cell::Money(money) };
    let row = Row::line(vec![
        Cell::Day(line.date),
        Cell::Word(line.kind.clone()),
        Cell::text_or_empty(line.number.as_deref()),
        line.due_on.map_or(Cell::Empty, Cell::Day),
        Cell::Empty,
        nonzero(line.debit),
        nonzero(line.credit),
        Cell::Money(line.balance),
    ]);
    match line.document_id {
        Some(id) => row.opens(Link::Document { id }),
        None => row.opens(Link::Entry { seq: line.seq }),
    }
}

fn append_strip(statement: &Statement, rows: &mut Vec<Row>) {
    let strip = &statement.aging;
    rows.push(Row::heading(vec![Cell::Empty, Cell::word("aging")], WIDTH));
    for (word, amount) in [
        ("not_due", strip.not_due),
        ("up_to_30", strip.up_to_30),
        ("up_to_60", strip.up_to_60),
        ("up_to_90", strip.up_to_90),
        ("over_90", strip.over_90),
        ("unapplied", strip.unapplied),
    ] {
        rows.push(Row::line(balance_cells(word, amount)).depth(1));
    }
}
