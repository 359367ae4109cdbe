//! 按延迟: what money settled in a period, by how late it came.
//!
//! A part of an invoice counts on the day a receipt first settled it; credit notes and offsets are no payment. So the
//! columns of a customer add up to what its receipts settled in the period.

use rusqlite::named_params;
use rust_decimal::Decimal;

use super::buckets::{BUCKETS_MAX, days_overdue};
use super::names::party_labels;
use super::origin::Origin;
use super::report::{Cell, Column, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::{AgingBasis, Scope};
use super::subledger::{Parties, Subledger};
use crate::calendar::Day;
use crate::error::Result;
use crate::money::{Figure, Rounding, round};
use crate::store::{DocumentId, PartyId, Reader};

/// What one receipt or payment settled of one item.
struct Settled {
    party: PartyId,
    document: Option<DocumentId>,
    origin: Origin,
    settled_by: String,
    date: Day,
    due_on: Day,
    settled_on: Day,
    base_minor: i64,
}

/// Amounts by delay, in minor units, and the days weighted by them.
#[derive(Debug, Clone, Copy, Default)]
struct Delays {
    buckets: [i64; BUCKETS_MAX],
    total: i64,
    weighted_days: i128,
}

impl Delays {
    fn add(&mut self, settled: &Settled, scope: &Scope) {
        let from = aged_from(settled, scope.by);
        if let Some(bucket) = self.buckets.get_mut(scope.ages.bucket(from, settled.settled_on)) {
            *bucket += settled.base_minor;
        }
        self.total += settled.base_minor;
        let days = days_overdue(from, settled.settled_on);
        self.weighted_days += i128::from(days) * i128::from(settled.base_minor);
    }

    fn cells(self, mut label: Vec<Cell>, scope: &Scope) -> Vec<Cell> {
        let currency = scope.book.currency;
        let buckets = self.buckets.into_iter().take(scope.ages.count());
        label.extend(buckets.map(|minor| Cell::nonzero(minor, currency)));
        label.push(Cell::minor(self.total, currency));
        label.push(self.average_days().map_or(Cell::Empty, Cell::Figure));
        label
    }

    /// Days late on the average, by amount; below nought where money came early.
    fn average_days(self) -> Option<Figure> {
        let days = Decimal::try_from_i128_with_scale(self.weighted_days, 0).ok()?;
        let average = days.checked_div(Decimal::from(self.total))?;
        Some(Figure(round(average, 1, Rounding::HalfUp)))
    }
}

fn aged_from(settled: &Settled, by: AgingBasis) -> Day {
    if by == AgingBasis::DocumentDate { settled.date } else { settled.due_on }
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope, side: Subledger) -> Result<Report> {
    let names = party_labels(r, scope.known(), scope.latest)?;
    let settled = settled(r, scope, side)?;
    let mut parties: Vec<_> = settled
        .chunk_by(|a, b| a.party == b.party)
        .filter_map(|group| names.get(&group.first()?.party).map(|name| (name, group)))
        .collect();
    parties.sort_by(|a, b| a.0.code.cmp(&b.0.code));
    let by_item = scope.detail || scope.party.is_some();
    let label = if by_item { ITEM } else { PARTY };
    let (mut rows, mut total) = (Vec::new(), Delays::default());
    for (name, group) in parties {
        let link = || Link::Party { id: name.id };
        let party = [Cell::text(&name.code), Cell::text(&name.name)];
        let mut of_party = Delays::default();
        if by_item {
            rows.push(Row::heading(party.to_vec(), label.len() + scope.ages.count() + 2).opens(link()));
        }
        for settled in group {
            of_party.add(settled, scope);
            total.add(settled, scope);
            if by_item {
                rows.push(item_row(settled, scope));
            }
        }
        rows.push(match by_item {
            true => {
                Row::new(RowKind::Subtotal, of_party.cells(worded("subtotal", label), scope)).opens(link())
            }
            false => Row::line(of_party.cells(party.to_vec(), scope)).opens(link()),
        });
    }
    rows.push(Row::new(RowKind::Total, total.cells(worded("total", label), scope)));
    let mut all = columns(label);
    all.extend(scope.ages.columns());
    all.extend([Column::new("total", ColumnKind::Money), Column::new("average_delay", ColumnKind::Number)]);
    if let Some(on_time) = all.get_mut(label.len()) {
        on_time.key = "on_time".into();
    }
    let mut report = scope.report(all, rows);
    report.parameters.by = Some(scope.by);
    Ok(report)
}

const PARTY: &[(&str, ColumnKind)] = &[("party_code", ColumnKind::Text), ("party", ColumnKind::Text)];
const ITEM: &[(&str, ColumnKind)] = &[
    ("document", ColumnKind::Text),
    ("kind", ColumnKind::Text),
    ("due_on", ColumnKind::Date),
    ("settled_on", ColumnKind::Date),
    ("settled_by", ColumnKind::Text),
    ("days_overdue", ColumnKind::Number),
];

fn worded(word: &str, label: &[(&str, ColumnKind)]) -> Vec<Cell> {
    let mut cells = vec![Cell::word(word)];
    cells.resize(label.len(), Cell::Empty);
    cells
}

fn item_row(settled: &Settled, scope: &Scope) -> Row {
    let mut delays = Delays::default();
    delays.add(settled, scope);
    let days = days_overdue(aged_from(settled, scope.by), settled.settled_on);
    let label = vec![
        settled.origin.number_cell(),
        settled.origin.word_cell(),
        Cell::Day(settled.due_on),
        Cell::Day(settled.settled_on),
        Cell::text(&settled.settled_by),
        if days > 0 { Cell::Count(days) } else { Cell::Empty },
    ];
    let link = settled.document.map_or(Link::Party { id: settled.party }, |id| Link::Document { id });
    Row::line(delays.cells(label, scope)).depth(1).opens(link)
}

fn settled(r: &Reader<'_>, scope: &Scope, side: Subledger) -> Result<Vec<Settled>> {
    let parties = Parties::of(scope.party.as_ref().map(|party| party.id));
    r.rows(
        include_str!("delays.sql"),
        named_params! {":ledger": side.control().as_str(), ":first_party": parties.first,
        ":last_party": parties.last, ":from": scope.from, ":as_of": scope.as_of, ":known": scope.known()},
        |row| {
            Ok(Settled {
                party: row.get("party_id")?,
                document: row.get("document_seq")?,
                origin: Origin::read(row)?,
                settled_by: row.get("settled_by")?,
                date: row.get("date")?,
                due_on: row.get("due_on")?,
                settled_on: row.get("settled_on")?,
                base_minor: row.get("base_minor")?,
            })
        },
    )
}
