//! What is open on a day, item by item, each in its own currency and in the book's.

use super::buckets::days_overdue;
use super::names::party_labels;
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use super::subledger::{OpenAt, Parties, Subledger, open_items};
use crate::error::Result;
use crate::store::Reader;

const WIDTH: usize = 10;

pub(super) fn run(r: &Reader<'_>, scope: &Scope, side: Subledger) -> Result<Report> {
    let parties = Parties::of(scope.party.as_ref().map(|party| party.id));
    let mut items = open_items(r, side, parties, scope.as_of, scope.known())?;
    items.retain(|item| scope.counts(item.party));
    items.sort_by_key(|item| (item.party, item.due_on, item.date));
    let names = party_labels(r, scope.known(), scope.latest)?;
    let mut rows = Vec::with_capacity(items.len() + 1);
    let mut total = 0_i64;
    for item in &items {
        let Some(label) = names.get(&item.party) else { continue };
        // What we owe a customer, and what a supplier owes us, counts against the rest.
        let sign = if item.is_advance { -1 } else { 1 };
        total += sign * item.open_base_minor;
        rows.push(row(item, sign, Cell::text(&label.name), scope));
    }
    let mut cells = vec![Cell::word("total")];
    cells.resize(WIDTH - 1, Cell::Empty);
    cells.push(Cell::minor(total, scope.book.currency));
    rows.push(Row::new(RowKind::Total, cells));
    let (text, money) = (ColumnKind::Text, ColumnKind::Money);
    let mut report = scope.report(
        columns(&[
            ("party", text),
            ("kind", text),
            ("document", text),
            ("date", ColumnKind::Date),
            ("due_on", ColumnKind::Date),
            ("days_overdue", ColumnKind::Number),
            ("currency", text),
            ("amount", money),
            ("open", money),
            ("open_base", money),
        ]),
        rows,
    );
    report.parameters.from = None;
    Ok(report)
}

fn row(item: &OpenAt, sign: i64, party: Cell, scope: &Scope) -> Row {
    let days = days_overdue(item.due_on, scope.as_of);
    let cells = vec![
        party,
        if item.is_advance { Cell::word("advance") } else { item.origin.word_cell() },
        item.origin.number_cell(),
        Cell::Day(item.date),
        if item.is_advance { Cell::Empty } else { Cell::Day(item.due_on) },
        // What counts against the debt is never late.
        if days > 0 && sign * item.open_minor > 0 { Cell::Count(days) } else { Cell::Empty },
        Cell::text(item.currency.to_string()),
        Cell::minor(sign * item.amount_minor, item.currency),
        Cell::minor(sign * item.open_minor, item.currency),
        Cell::minor(sign * item.open_base_minor, scope.book.currency),
    ];
    let link = item.document.map_or(Link::Party { id: item.party }, |id| Link::Document { id });
    Row::line(cells).opens(link)
}
