//! 客户增减表: who ordered for the first time, came back, or has not ordered for twelve months, month by month.
//!
//! A customer is active for twelve months from each order. New: its first order. Lost: the twelve months ended without
//! another. Returning: an order after that. So the active of a month's end are those of the month before, and the new and
//! the returning, less the lost.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Months;

use super::classed::Classed;
use super::names::party_labels;
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::calendar::{Day, Month};
use crate::classes::{ClassBy, OrderChange, order_changes};
use crate::error::Result;
use crate::store::{PartyId, Reader};

#[derive(Debug, Clone, Default)]
struct Changes {
    new: i64,
    returning: i64,
    lost: i64,
    each: Vec<(PartyId, Day, OrderChange)>,
}

impl Changes {
    fn add(&mut self, (party, day, change): (PartyId, Day, OrderChange)) {
        match change {
            OrderChange::New => self.new += 1,
            OrderChange::Returning => self.returning += 1,
            OrderChange::Lost => self.lost += 1,
        }
        self.each.push((party, day, change));
    }

    fn change(&self) -> i64 {
        self.new + self.returning - self.lost
    }

    fn cells(&self, label: Cell, active: Cell) -> Vec<Cell> {
        vec![
            label,
            Cell::Empty,
            Cell::Count(self.new),
            Cell::Count(self.returning),
            Cell::Count(self.lost),
            active,
        ]
    }
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let within: BTreeSet<PartyId> =
        Classed::of(r, scope)?.customers.iter().map(|customer| customer.id).collect();
    let names = party_labels(r, scope.known(), scope.latest)?;
    let mut months: BTreeMap<Month, Changes> = BTreeMap::new();
    let mut active = 0_i64;
    let mut total = Changes::default();
    for found in order_changes(r, scope.class_day())? {
        let (party, day, _) = found;
        match within.contains(&party) {
            false => {}
            true if day < scope.from => {
                let mut before = Changes::default();
                before.add(found);
                active += before.change();
            }
            true => {
                months.entry(Month::of(day)).or_default().add(found);
                total.add(found);
            }
        }
    }
    let mut rows = Vec::new();
    let mut month = Month::of(scope.from);
    while month <= Month::of(scope.as_of) {
        let changes = months.remove(&month).unwrap_or_default();
        active += changes.change();
        rows.push(Row::line(changes.cells(Cell::text(month.to_string()), Cell::Count(active))));
        if scope.detail {
            for (party, day, change) in &changes.each {
                let Some(label) = names.get(party) else { continue };
                let mark = |of| if *change == of { Cell::Count(1) } else { Cell::Empty };
                let cells = vec![
                    Cell::text(&label.name),
                    Cell::Day(*day),
                    mark(OrderChange::New),
                    mark(OrderChange::Returning),
                    mark(OrderChange::Lost),
                    Cell::Empty,
                ];
                rows.push(Row::line(cells).depth(1).opens(Link::Sales {
                    by: ClassBy::Party,
                    value: Some(party.to_string()),
                    from: day.checked_sub_months(Months::new(24)).unwrap_or(*day),
                    as_of: scope.as_of,
                }));
            }
        }
        month = month.next();
    }
    rows.push(Row::new(RowKind::Total, total.cells(Cell::word("total"), Cell::Count(active))));
    let number = ColumnKind::Number;
    Ok(scope.report(
        columns(&[
            ("month", ColumnKind::Text),
            ("date", ColumnKind::Date),
            ("customers_new", number),
            ("customers_returning", number),
            ("customers_lost", number),
            ("customers_active", number),
        ]),
        rows,
    ))
}
