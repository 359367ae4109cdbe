//! 销售透视: what each class bought, period by period, with totals both ways.
//!
//! Customers are classed as they are on the last day. Who has several tags counts in each; the total counts everyone once.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::class_overview::Labels;
use super::classed::Classed;
use super::report::{Cell, Column, ColumnDetail, ColumnKind, Link, Report, Row, RowKind};
use super::request::Scope;
use crate::calendar::Day;
use crate::classes::{Customer, PivotMeasure, SoldInMonth, sold_by_month};
use crate::error::Result;
use crate::money::Figure;
use crate::store::{PartyId, Reader};

/// Sums by period, in the measure's own unit.
type Cells = Vec<Decimal>;

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let periods = scope.period.within(scope.from, scope.as_of);
    let classed = Classed::of(r, scope)?;
    let customers: BTreeMap<PartyId, &Customer> =
        classed.customers.iter().map(|customer| (customer.id, customer)).collect();
    let mut classes: BTreeMap<Option<String>, Cells> = BTreeMap::new();
    let mut total: Cells = vec![Decimal::ZERO; periods.len()];
    for sold in sold_by_month(r, scope.from, scope.class_day(), scope.measure)? {
        let Some(customer) = customers.get(&sold.party) else { continue };
        let Some(place) = periods.iter().position(|(_, last)| sold.month.first_day() <= *last) else {
            continue;
        };
        let value = measured(&sold, scope);
        total[place] += value;
        let mut named: Vec<Option<String>> = scope.class.values(customer).into_iter().map(Some).collect();
        if named.is_empty() {
            named.push(None);
        }
        for class in named {
            classes.entry(class).or_insert_with(|| vec![Decimal::ZERO; periods.len()])[place] += value;
        }
    }
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

fn measured(sold: &SoldInMonth, scope: &Scope) -> Decimal {
    match scope.measure {
        PivotMeasure::Net => Decimal::from(sold.net_minor),
        PivotMeasure::Documents => Decimal::from(sold.documents),
        PivotMeasure::Quantity => sold.quantity,
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
