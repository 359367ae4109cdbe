//! 核销与收回: debts given up in a period, ours and what we owed, and bad debts that came in after all.

use rusqlite::named_params;

use super::names::party_labels;
use super::origin::Origin;
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::calendar::Day;
use crate::error::Result;
use crate::money::Money;
use crate::store::{DocumentId, PartyId, Reader};

struct WriteOff {
    document: DocumentId,
    origin: Origin,
    date: Day,
    party: PartyId,
    reason: Option<String>,
    amount: Money,
    base_minor: i64,
}

/// The columns of the book's currency, by the kind of document that fills each.
const FIGURES: [&str; 3] = ["bad_debt", "recovery", "payable_write_off"];

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let found = r.rows(
        include_str!("write_offs.sql"),
        named_params! {":from": scope.from, ":as_of": scope.as_of, ":known": scope.known()},
        |row| {
            Ok(WriteOff {
                document: row.get("seq")?,
                origin: Origin::read(row)?,
                date: row.get("date")?,
                party: row.get("party_id")?,
                reason: row.get("reason")?,
                amount: Money::from_minor(row.get("amount_minor")?, row.get("currency")?),
                base_minor: row.get("base_minor")?,
            })
        },
    )?;
    let names = party_labels(r, scope.known(), scope.latest)?;
    let currency = scope.book.currency;
    let figures = |of: &dyn Fn(&str) -> i64| FIGURES.map(|kind| Cell::nonzero(of(kind), currency));
    let is_of = |write_off: &WriteOff, kind: &str| write_off.origin.kind.as_deref() == Some(kind);
    let mut rows = Vec::with_capacity(found.len() + 1);
    for write_off in &found {
        let party = names.get(&write_off.party).map(|label| label.name.as_str());
        let mut cells = vec![
            Cell::Day(write_off.date),
            write_off.origin.word_cell(),
            write_off.origin.number_cell(),
            Cell::text_or_empty(party),
            write_off.reason.as_ref().map_or(Cell::Empty, |reason| Cell::word(format!("reason_{reason}"))),
            Cell::text(write_off.amount.currency().to_string()),
            Cell::Money(write_off.amount),
        ];
        cells.extend(figures(&|kind| if is_of(write_off, kind) { write_off.base_minor } else { 0 }));
        rows.push(Row::line(cells).opens(Link::Document { id: write_off.document }));
    }
    let mut cells = vec![Cell::word("total")];
    cells.resize(7, Cell::Empty);
    cells.extend(figures(&|kind| {
        found.iter().filter(|write_off| is_of(write_off, kind)).map(|write_off| write_off.base_minor).sum()
    }));
    rows.push(Row::new(RowKind::Total, cells));
    let (text, money) = (ColumnKind::Text, ColumnKind::Money);
    let [bad_debt, recovery, payable] = FIGURES;
    Ok(scope.report(
        columns(&[
            ("date", ColumnKind::Date),
            ("kind", text),
            ("document", text),
            ("party", text),
            ("reason", text),
            ("currency", text),
            ("amount", money),
            (bad_debt, money),
            (recovery, money),
            (payable, money),
        ]),
        rows,
    ))
}
