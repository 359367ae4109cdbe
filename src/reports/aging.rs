//! 账龄: what is open by age, one line a party or item by item, and its proof against the control account.
//!
//! "Now" reads the kept open items; a past day or a past `known` reads items with the allocations that counted
//! then. Both ways the columns add up to the control account of the ledger, and the last lines say so.

use std::collections::BTreeMap;

use rusqlite::ToSql;

use super::buckets::{Aged, BUCKETS_MAX, days_overdue};
use super::names::party_labels;
use super::report::{Cell, Column, ColumnKind, Link, PartyLabel, Report, Row, RowKind, columns};
use super::request::{AgingBasis, Scope};
use super::subledger::{OpenAt, Parties, Subledger, control_balance, nothing_dated_after, open_items};
use crate::calendar::Day;
use crate::error::Result;
use crate::ledger::Control;
use crate::store::{PartyId, Reader};

/// One party's columns, in minor units of the book's currency.
#[derive(Debug, Clone, Copy, Default)]
struct PartyAge {
    aged: Aged,
    advances: i64,
}

impl PartyAge {
    fn add(&mut self, other: PartyAge) {
        self.aged.add_all(other.aged);
        self.advances += other.advances;
    }

    fn cells(self, mut label: Vec<Cell>, scope: &Scope) -> Vec<Cell> {
        let currency = scope.book.currency;
        let buckets = self.aged.buckets.into_iter().take(scope.ages.count());
        label.extend(buckets.map(|minor| Cell::nonzero(minor, currency)));
        label.push(Cell::nonzero(self.aged.credits, currency));
        label.push(Cell::minor(self.aged.control(), currency));
        label.push(Cell::nonzero(self.advances, currency));
        label
    }
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope, side: Subledger) -> Result<Report> {
    let current = scope.latest && nothing_dated_after(r, scope.as_of)?;
    let names = party_labels(r, scope.known(), scope.latest)?;
    let (label, mut rows, total) = match scope.detail || scope.party.is_some() {
        true => by_item(r, scope, side, &names)?,
        false => by_party(r, scope, side, &names, current)?,
    };
    let width = label.len() + scope.ages.count() + 3;
    let label_cells = |word: &str| {
        let mut cells = vec![Cell::word(word)];
        cells.resize(label.len(), Cell::Empty);
        cells
    };
    rows.push(Row::new(RowKind::Total, total.cells(label_cells("total"), scope)));
    if scope.party.is_none() && scope.members.is_none() {
        rows.extend(proof(r, scope, side, total, current, label_cells, width)?);
    }
    let mut report = scope.report(all_columns(&label, scope), rows);
    report.parameters.from = None;
    report.parameters.by = Some(scope.by);
    Ok(report)
}

type Lines = (Vec<(&'static str, ColumnKind)>, Vec<Row>, PartyAge);

fn by_party(
    r: &Reader<'_>,
    scope: &Scope,
    side: Subledger,
    names: &BTreeMap<PartyId, PartyLabel>,
    current: bool,
) -> Result<Lines> {
    let mut ages: BTreeMap<PartyId, PartyAge> = BTreeMap::new();
    let counted = |found: &(PartyId, Aged)| scope.counts(found.0);
    for (party, aged) in aged(r, scope, side.control(), current)?.into_iter().filter(counted) {
        ages.entry(party).or_default().aged = aged;
    }
    for (party, aged) in aged(r, scope, side.advance(), current)?.into_iter().filter(counted) {
        ages.entry(party).or_default().advances = aged.control();
    }
    let mut parties: Vec<(&PartyLabel, PartyAge)> =
        ages.iter().filter_map(|(id, age)| names.get(id).map(|label| (label, *age))).collect();
    parties.sort_by(|a, b| a.0.code.cmp(&b.0.code));
    let mut total = PartyAge::default();
    let mut rows = Vec::with_capacity(parties.len());
    for (label, age) in parties {
        total.add(age);
        let cells = age.cells(vec![Cell::text(&label.code), Cell::text(&label.name)], scope);
        rows.push(Row::line(cells).opens(Link::Party { id: label.id }));
    }
    Ok((vec![("party_code", ColumnKind::Text), ("party", ColumnKind::Text)], rows, total))
}

/// The receivables of each customer by age.
pub(super) fn aged_receivables(r: &Reader<'_>, scope: &Scope) -> Result<Vec<(PartyId, Aged)>> {
    let current = scope.latest && nothing_dated_after(r, scope.as_of)?;
    aged(r, scope, Control::Receivable, current)
}

/// What of the receivables was not due yet at the end of a day.
pub(super) fn not_due_at(r: &Reader<'_>, scope: &Scope, day: Day) -> Result<i64> {
    let items = open_items(r, Subledger::Customers, Parties::of(None), day, scope.known())?;
    let is_not_due = |item: &&OpenAt| !item.is_advance && item.due_on >= day && item.open_base_minor > 0;
    Ok(items.iter().filter(is_not_due).map(|item| item.open_base_minor).sum())
}

/// The buckets of every party on the accounts of one control.
fn aged(r: &Reader<'_>, scope: &Scope, control: Control, current: bool) -> Result<Vec<(PartyId, Aged)>> {
    let by_document = scope.by == AgingBasis::DocumentDate;
    let bounds = scope.ages.stored_bounds(scope.as_of);
    let control = control.as_str();
    let mut values: Vec<(&str, &dyn ToSql)> = vec![(":control", &control), (":by_document", &by_document)];
    values.extend(BOUNDS.into_iter().zip(bounds.iter().map(|bound| bound as &dyn ToSql)));
    let read = |row: &rusqlite::Row<'_>| {
        let mut buckets = [0; BUCKETS_MAX];
        for (bucket, column) in buckets.iter_mut().zip(BUCKETS) {
            *bucket = row.get(column)?;
        }
        Ok((row.get("party_id")?, Aged { buckets, credits: row.get("credits")? }))
    };
    if current {
        return r.rows(include_str!("aging_now.sql"), values.as_slice(), read);
    }
    let known = scope.known();
    values.extend([(":as_of", &scope.as_of as &dyn ToSql), (":known", &known)]);
    r.rows(include_str!("aging_at.sql"), values.as_slice(), read)
}

/// The names under which the queries take the bounds of the buckets and give the sums.
const BOUNDS: [&str; BUCKETS_MAX - 1] =
    [":bound_0", ":bound_1", ":bound_2", ":bound_3", ":bound_4", ":bound_5", ":bound_6"];
const BUCKETS: [&str; BUCKETS_MAX] =
    ["bucket_0", "bucket_1", "bucket_2", "bucket_3", "bucket_4", "bucket_5", "bucket_6", "bucket_7"];

fn by_item(
    r: &Reader<'_>,
    scope: &Scope,
    side: Subledger,
    names: &BTreeMap<PartyId, PartyLabel>,
) -> Result<Lines> {
    let parties = Parties::of(scope.party.as_ref().map(|party| party.id));
    let mut items = open_items(r, side, parties, scope.as_of, scope.known())?;
    items.retain(|item| scope.counts(item.party));
    let mut groups: Vec<(&PartyLabel, &[OpenAt])> = items
        .chunk_by(|a, b| a.party == b.party)
        .filter_map(|group| group.first().and_then(|item| names.get(&item.party)).map(|name| (name, group)))
        .collect();
    groups.sort_by(|a, b| a.0.code.cmp(&b.0.code));
    let label = vec![
        ("document", ColumnKind::Text),
        ("kind", ColumnKind::Text),
        ("date", ColumnKind::Date),
        ("due_on", ColumnKind::Date),
        ("days_overdue", ColumnKind::Number),
    ];
    let mut total = PartyAge::default();
    let mut rows = Vec::with_capacity(items.len() + 2 * groups.len());
    for (name, items) in groups {
        let link = || Link::Party { id: name.id };
        let title = vec![Cell::text(&name.code), Cell::text(&name.name)];
        rows.push(Row::heading(title, label.len() + scope.ages.count() + 3).opens(link()));
        let mut of_party = PartyAge::default();
        for item in items {
            let age = age_of(item, scope);
            of_party.add(age);
            rows.push(item_row(item, age, scope));
        }
        let mut cells = vec![Cell::word("subtotal")];
        cells.resize(label.len(), Cell::Empty);
        rows.push(Row::new(RowKind::Subtotal, of_party.cells(cells, scope)).opens(link()));
        total.add(of_party);
    }
    Ok((label, rows, total))
}

fn aged_from(item: &OpenAt, by: AgingBasis) -> Day {
    if by == AgingBasis::DocumentDate { item.date } else { item.due_on }
}

fn age_of(item: &OpenAt, scope: &Scope) -> PartyAge {
    let mut age = PartyAge::default();
    if item.is_advance {
        age.advances = item.open_base_minor;
    } else {
        let bucket = scope.ages.bucket(aged_from(item, scope.by), scope.as_of);
        age.aged.add(item.open_base_minor, bucket);
    }
    age
}

fn item_row(item: &OpenAt, age: PartyAge, scope: &Scope) -> Row {
    let days = days_overdue(aged_from(item, scope.by), scope.as_of);
    let label = vec![
        item.origin.number_cell(),
        if item.is_advance { Cell::word("advance") } else { item.origin.word_cell() },
        Cell::Day(item.date),
        Cell::Day(item.due_on),
        if days > 0 && item.open_minor > 0 && !item.is_advance { Cell::Count(days) } else { Cell::Empty },
    ];
    let row = Row::line(age.cells(label, scope)).depth(1);
    match item.document {
        Some(id) => row.opens(Link::Document { id }),
        None => row,
    }
}

/// The ledger's balances under their columns, and the difference, which is nought.
fn proof(
    r: &Reader<'_>,
    scope: &Scope,
    side: Subledger,
    total: PartyAge,
    current: bool,
    label: impl Fn(&str) -> Vec<Cell>,
    width: usize,
) -> Result<[Row; 2]> {
    let balance = |control| control_balance(r, control, scope.as_of, scope.known(), current);
    let (ledger, advances) = (balance(side.control())?, balance(side.advance())?);
    let currency = scope.book.currency;
    let row = |word: &str, ledger: i64, advances: i64| {
        let mut cells = label(word);
        cells.resize(width - 2, Cell::Empty);
        cells.extend([Cell::minor(ledger, currency), Cell::minor(advances, currency)]);
        Row::new(RowKind::Total, cells)
    };
    Ok([
        row("control_account", ledger, advances),
        row("difference", total.aged.control() - ledger, total.advances - advances),
    ])
}

fn all_columns(label: &[(&'static str, ColumnKind)], scope: &Scope) -> Vec<Column> {
    let mut all = columns(label);
    all.extend(scope.ages.columns());
    all.extend(["credits", "total", "advances"].map(|key| Column::new(key, ColumnKind::Money)));
    all
}
