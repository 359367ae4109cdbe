//! 分类总览: how many customers each class has, what they bought in twelve months, owe, and are late with.
//!
//! A customer with several tags counts in each of them; the total counts everyone once.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::classed::Classed;
use super::names::party_labels;
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::classes::{ClassBy, ClassNames, Customer, Owed};
use crate::error::Result;
use crate::money::Figure;
use crate::store::{PartyId, Reader};

#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    customers: i64,
    buyers: i64,
    net_minor: i64,
    owed: Owed,
}

impl Sums {
    fn add(&mut self, customer: &Customer, owed: Owed) {
        self.customers += 1;
        self.buyers += i64::from(customer.bought.orders_12m > 0);
        self.net_minor += customer.bought.net_12m_minor;
        self.owed.receivable_minor += owed.receivable_minor;
        self.owed.overdue_minor += owed.overdue_minor;
    }

    fn cells(self, label: Cell, total: Sums, scope: &Scope) -> Vec<Cell> {
        let currency = scope.book.currency;
        vec![
            label,
            Cell::Count(self.customers),
            Cell::Count(self.buyers),
            Cell::minor(self.net_minor, currency),
            share(self.net_minor, total.net_minor),
            Cell::minor(self.owed.receivable_minor, currency),
            Cell::minor(self.owed.overdue_minor, currency),
        ]
    }
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let classed = Classed::of(r, scope)?;
    let mut classes: BTreeMap<Option<String>, Sums> = BTreeMap::new();
    let mut total = Sums::default();
    for customer in &classed.customers {
        let owed = classed.owed(customer.id);
        total.add(customer, owed);
        let values = scope.class.values(customer);
        match values.is_empty() {
            true => classes.entry(None).or_default().add(customer, owed),
            false => {
                values
                    .into_iter()
                    .for_each(|value| classes.entry(Some(value)).or_default().add(customer, owed));
            }
        }
    }
    let labels = Labels::new(r, scope)?;
    let mut classes: Vec<(Option<String>, Sums)> = classes.into_iter().collect();
    classes.sort_by_key(|(value, sums)| (value.is_none(), std::cmp::Reverse(sums.net_minor), value.clone()));
    let mut rows: Vec<Row> = classes
        .into_iter()
        .map(|(value, sums)| {
            let cells = sums.cells(labels.of(value.as_deref()), total, scope);
            Row::line(cells).opens(Link::Class { by: scope.class, value })
        })
        .collect();
    rows.push(Row::new(RowKind::Total, total.cells(Cell::word("total"), total, scope)));
    let (number, money) = (ColumnKind::Number, ColumnKind::Money);
    let mut report = scope.report(
        columns(&[
            ("class", ColumnKind::Text),
            ("customers", number),
            ("buyers", number),
            ("year_net", money),
            ("share", ColumnKind::Percent),
            ("receivable_balance", money),
            ("overdue", money),
        ]),
        rows,
    );
    report.parameters.from = None;
    Ok(report)
}

/// The names of the classes a report adds up by.
pub(super) struct Labels {
    by: ClassBy,
    names: ClassNames,
    parties: BTreeMap<PartyId, String>,
}

impl Labels {
    pub fn new(r: &Reader<'_>, scope: &Scope) -> Result<Labels> {
        let parties = match scope.class {
            ClassBy::Party => party_labels(r, scope.known(), scope.latest)?
                .into_iter()
                .map(|(id, label)| (id, label.name))
                .collect(),
            _ => BTreeMap::new(),
        };
        Ok(Labels { by: scope.class, names: ClassNames::new(r)?, parties })
    }

    pub fn of(&self, value: Option<&str>) -> Cell {
        let Some(value) = value else { return Cell::word("class_unknown") };
        match self.by.choice() {
            Some(choice) => {
                let word = self.names.of(choice, value);
                Cell::Name { zh: word.name_zh, en: word.name_en }
            }
            None => {
                let id = value.parse().map(PartyId::new);
                id.ok().and_then(|id| self.parties.get(&id)).map_or(Cell::text(value), Cell::text)
            }
        }
    }
}

pub(super) fn share(part: i64, total: i64) -> Cell {
    if total == 0 {
        return Cell::Empty;
    }
    let percent = Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(total);
    Cell::Figure(Figure(percent.round_dp(1)))
}
