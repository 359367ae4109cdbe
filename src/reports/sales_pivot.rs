//! 销售透视: what each class bought, period by period, with totals both ways.
//!
//! Customers are classed as they are on the last day. Who has several tags counts in each; the total counts everyone once.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::class_overview::Labels;
use super::classed::Classed;
use super::report::{Cell, Column, ColumnDetail, ColumnKind, Link, Report, Row, RowKind};
use super::request::Scope;
use crate::calendar::{Day, Month};
use crate::classes::{Customer, PivotMeasure, sold_by_month, sold_by_word};
use crate::error::Result;
use crate::money::Figure;
use crate::store::{PartyId, Reader};

/// Sums by period, in the measure's own unit.
type Cells = Vec<Decimal>;

/// Sums by class and period as they grow.
struct Pivot<'s> {
    scope: &'s Scope,
    periods: &'s [(Day, Day)],
    classes: BTreeMap<Option<String>, Cells>,
    total: Cells,
}

impl Pivot<'_> {
    /// Adds what was sold in a month to customers of these classes; to those without one where there are none.
    fn add(&mut self, named: Vec<String>, month: Month, value: Decimal) {
        let Some(place) = self.periods.iter().position(|(_, last)| month.first_day() <= *last) else {
            return;
        };
        self.total[place] += value;
        let mut named: Vec<Option<String>> = named.into_iter().map(Some).collect();
        if named.is_empty() {
            named.push(None);
        }
        for class in named {
            let cells = self.classes.entry(class).or_insert_with(|| vec![Decimal::ZERO; self.periods.len()]);
            cells[place] += value;
        }
    }

    /// Summed by the book itself where all of its customers count as they are known now, else customer by customer.
    fn fill(&mut self, r: &Reader<'_>) -> Result<()> {
        let scope = self.scope;
        let whole = scope.latest && scope.segment.is_none() && scope.party.is_none();
        let by = scope.class.choice().filter(|_| whole && scope.measure != PivotMeasure::Quantity);
        let summed = by.map(|by| sold_by_word(r, scope.from, scope.class_day(), by)).transpose()?.flatten();
        if let Some(summed) = summed {
            for sold in summed {
                let value = measured(scope, sold.net_minor, sold.documents, Decimal::ZERO);
                self.add(scope.class.of_words(sold.word.into_iter().collect()), sold.month, value);
            }
            return Ok(());
        }
        let classed = Classed::of(r, scope)?;
        let customers: BTreeMap<PartyId, &Customer> =
            classed.customers.iter().map(|customer| (customer.id, customer)).collect();
        for sold in sold_by_month(r, scope.from, scope.class_day(), scope.measure)? {
            let Some(customer) = customers.get(&sold.party) else { continue };
            let value = measured(scope, sold.net_minor, sold.documents, sold.quantity);
            self.add(scope.class.values(customer), sold.month, value);
        }
        Ok(())
    }
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let periods = scope.period.within(scope.from, scope.as_of);
    let total = vec![Decimal::ZERO; periods.len()];
    let mut pivot = Pivot { scope, periods: &periods, classes: BTreeMap::new(), total };
    pivot.fill(r)?;
    let Pivot { classes, total, .. } = pivot;
    let labels = Labels::new(r, scope)?;
    let mut classes: Vec<(Option<String>, Cells)> = classes.into_iter().collect();
    classes.sort_by_key(|(value, cells)| {
        (value.is_none(), std::cmp::Reverse(cells.iter().sum::<Decimal>()), value.clone())
    });
    let mut rows: Vec<Row> = classes
        .into_iter()
        .map(|(value, sums)| {
            let label = labels.of(value.as_deref());
            let link = Link::Sales { by: scope.class, value, from: scope.from, as_of: scope.as_of };
            Row::line(cells(label, &sums, scope)).opens(link)
        })
        .collect();
    rows.push(Row::new(RowKind::Total, cells(Cell::word("total"), &total, scope)));
    Ok(scope.report(heads(&periods, scope), rows))
}

fn measured(scope: &Scope, net_minor: i64, documents: i64, quantity: Decimal) -> Decimal {
    match scope.measure {
        PivotMeasure::Net => Decimal::from(net_minor),
        PivotMeasure::Documents => Decimal::from(documents),
        PivotMeasure::Quantity => quantity,
    }
}

fn cells(label: Cell, sums: &[Decimal], scope: &Scope) -> Vec<Cell> {
    let cell = |value: Decimal| match scope.measure {
        PivotMeasure::Net => {
            i64::try_from(value).map_or(Cell::Empty, |minor| Cell::minor(minor, scope.book.currency))
        }
        PivotMeasure::Documents => i64::try_from(value).map_or(Cell::Empty, Cell::Count),
        PivotMeasure::Quantity => Cell::Figure(Figure(value.normalize())),
    };
    let whole: Decimal = sums.iter().sum();
    let each = sums.iter().copied().chain([whole]).map(cell);
    std::iter::once(label).chain(each).collect()
}

fn heads(periods: &[(Day, Day)], scope: &Scope) -> Vec<Column> {
    let kind = if scope.measure == PivotMeasure::Net { ColumnKind::Money } else { ColumnKind::Number };
    let mut heads = vec![Column::new("class", ColumnKind::Text)];
    heads.extend(periods.iter().map(|(from, to)| {
        let detail = ColumnDetail::Period { from: (*from).max(scope.from), as_of: (*to).min(scope.as_of) };
        Column::new(&format!("period_{from}"), kind).detail(detail)
    }));
    heads.push(Column::new("total", kind));
    heads
}
