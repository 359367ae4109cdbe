//! 逾期利息: what customers could be charged up to a day and have not been, debt by debt.

use super::names::party_labels;
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::documents::{ItemInterest, late_interest};
use crate::error::Result;
use crate::money::Money;
use crate::store::{PartyId, Reader};

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let party = scope.party.as_ref().map(|party| party.id);
    let found = late_interest(r, party, scope.as_of, scope.known())?;
    let names = party_labels(r, scope.known(), scope.latest)?;
    let mut rows = Vec::with_capacity(found.len() + 1);
    for (party, item) in &found {
        let name = names.get(party).map(|label| label.name.as_str());
        rows.extend(lines(*party, name, item));
    }
    // One total a currency: what is owed in one is never added to another.
    let mut totals: Vec<Money> = Vec::new();
    for (_, item) in &found {
        match totals.iter_mut().find(|total| total.currency() == item.amount.currency()) {
            Some(total) => *total = total.checked_add(item.amount)?,
            None => totals.push(item.amount),
        }
    }
    if totals.is_empty() {
        totals.push(Money::zero(scope.book.currency));
    }
    for total in totals {
        let mut cells = vec![Cell::word("total")];
        cells.resize(8, Cell::Empty);
        cells.extend([Cell::text(total.currency().to_string()), Cell::Money(total)]);
        rows.push(Row::new(RowKind::Total, cells));
    }
    let (text, money, date, number) =
        (ColumnKind::Text, ColumnKind::Money, ColumnKind::Date, ColumnKind::Number);
    let mut report = scope.report(
        columns(&[
            ("party", text),
            ("document", text),
            ("due_on", date),
            ("interest_from", date),
            ("interest_to", date),
            ("days", number),
            ("principal", money),
            ("interest_rate", number),
            ("currency", text),
            ("interest", money),
        ]),
        rows,
    );
    report.parameters.from = None;
    Ok(report)
}

/// A row for each span; the debt's interest, rounded once, stands on the first.
fn lines(party: PartyId, name: Option<&str>, item: &ItemInterest) -> Vec<Row> {
    let mut rows = Vec::with_capacity(item.spans.len());
    for (at, span) in item.spans.iter().enumerate() {
        let first = |cell: Cell| if at == 0 { cell } else { Cell::Empty };
        rows.push(
            Row::line(vec![
                first(Cell::text_or_empty(name)),
                first(Cell::text_or_empty(item.number.as_deref())),
                first(Cell::Day(item.due_on)),
                Cell::Day(span.from),
                Cell::Day(span.to),
                Cell::Count(span.days.into()),
                Cell::Money(span.principal),
                Cell::text(format!("{}% / {}", span.percent, item.basis)),
                Cell::text(span.principal.currency().to_string()),
                first(Cell::Money(item.amount)),
            ])
            .opens(match item.document_id {
                Some(id) => Link::Document { id },
                None => Link::Party { id: party },
            }),
        );
    }
    rows
}
