//! 押金及保证金: what is held of customers and what suppliers hold of us, item by item, and its proof against the ledger.

use super::names::party_labels;
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use super::subledger::{OpenAt, Parties, control_balance, nothing_dated_after, open_items_on};
use crate::error::Result;
use crate::ledger::Control;
use crate::store::Reader;

const WIDTH: usize = 7;

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let parties = Parties::of(scope.party.as_ref().map(|party| party.id));
    let names = party_labels(r, scope.known(), scope.latest)?;
    let current = scope.latest && nothing_dated_after(r, scope.as_of)?;
    let mut rows = Vec::new();
    for control in [Control::CustomerDeposit, Control::SupplierDeposit] {
        let items = open_items_on(r, [control, control], parties, scope.as_of, scope.known())?;
        if items.is_empty() {
            continue;
        }
        rows.push(Row::heading(vec![Cell::word(control.as_str())], WIDTH));
        let mut total = 0_i64;
        for item in &items {
            let Some(label) = names.get(&item.party) else { continue };
            total += item.open_base_minor;
            rows.push(row(item, Cell::text(&label.name), scope));
        }
        let sum = |word: &str, minor: i64| {
            let mut cells = vec![Cell::word(word)];
            cells.resize(WIDTH - 1, Cell::Empty);
            cells.push(Cell::minor(minor, scope.book.currency));
            Row::new(RowKind::Total, cells)
        };
        rows.push(sum("total", total));
        if scope.party.is_none() {
            let ledger = control_balance(r, control, scope.as_of, scope.known(), current)?;
            rows.extend([sum("control_account", ledger), sum("difference", total - ledger)]);
        }
    }
    let (text, money) = (ColumnKind::Text, ColumnKind::Money);
    let mut report = scope.report(
        columns(&[
            ("party", text),
            ("document", text),
            ("date", ColumnKind::Date),
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

fn row(item: &OpenAt, party: Cell, scope: &Scope) -> Row {
    let cells = vec![
        party,
        item.origin.number_cell(),
        Cell::Day(item.date),
        Cell::text(item.currency.to_string()),
        Cell::minor(item.amount_minor, item.currency),
        Cell::minor(item.open_minor, item.currency),
        Cell::minor(item.open_base_minor, scope.book.currency),
    ];
    let link = item.document.map_or(Link::Party { id: item.party }, |id| Link::Document { id });
    Row::line(cells).depth(1).opens(link)
}
