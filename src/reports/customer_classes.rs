//! 客户分级表: scores, classes and purchasing power of every customer who ever ordered, with the figures behind them.

use super::classed::Classed;
use super::names::party_labels;
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::classes::{Customer, Rfm};
use crate::error::Result;
use crate::store::Reader;

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let mut classed = Classed::of(r, scope)?;
    classed.customers.retain(|customer| customer.bought.orders > 0);
    classed.customers.sort_by_key(|customer| (std::cmp::Reverse(customer.bought.net_12m_minor), customer.id));
    let names = party_labels(r, scope.known(), scope.latest)?;
    let year_ago = scope.class_day().year_ago()?;
    let first_day = year_ago.succ_opt().unwrap_or(year_ago);
    let mut rows = Vec::with_capacity(classed.customers.len() + 1);
    let (mut net, mut orders) = (0_i64, 0_i64);
    for customer in &classed.customers {
        let Some(label) = names.get(&customer.id) else { continue };
        net += customer.bought.net_12m_minor;
        orders += customer.bought.orders_12m;
        let mut cells = vec![Cell::text(&label.code), Cell::text(&label.name)];
        cells.extend(figures(customer, scope));
        rows.push(Row::line(cells).opens(Link::Sales {
            by: crate::classes::ClassBy::Party,
            value: Some(customer.id.to_string()),
            from: first_day,
            as_of: scope.as_of,
        }));
    }
    let mut total = vec![Cell::word("total"), Cell::Empty, Cell::Empty, Cell::Count(orders)];
    total.push(Cell::minor(net, scope.book.currency));
    total.resize(COLUMNS.len(), Cell::Empty);
    rows.push(Row::new(RowKind::Total, total));
    let mut report = scope.report(columns(&COLUMNS), rows);
    report.parameters.from = None;
    Ok(report)
}

const COLUMNS: [(&str, ColumnKind); 12] = [
    ("party_code", ColumnKind::Text),
    ("party", ColumnKind::Text),
    ("days_since_order", ColumnKind::Number),
    ("year_orders", ColumnKind::Number),
    ("year_net", ColumnKind::Money),
    ("recency", ColumnKind::Number),
    ("frequency", ColumnKind::Number),
    ("monetary", ColumnKind::Number),
    ("abc", ColumnKind::Text),
    ("power", ColumnKind::Text),
    ("potential", ColumnKind::Money),
    ("wallet_share", ColumnKind::Percent),
];

fn figures(customer: &Customer, scope: &Scope) -> Vec<Cell> {
    let sales = &customer.bought;
    let currency = scope.book.currency;
    let score = |of: fn(Rfm) -> u8| sales.rfm.map_or(Cell::Empty, |rfm| Cell::Count(of(rfm).into()));
    vec![
        sales.days_since_order.map_or(Cell::Empty, Cell::Count),
        Cell::Count(sales.orders_12m),
        Cell::minor(sales.net_12m_minor, currency),
        score(|rfm| rfm.r),
        score(|rfm| rfm.f),
        score(|rfm| rfm.m),
        sales.abc.map_or(Cell::Empty, |abc| Cell::text(abc.as_str().to_uppercase())),
        sales.power.map_or(Cell::Empty, |power| Cell::word(format!("power_{}", power.as_str()))),
        customer.potential_minor.map_or(Cell::Empty, |minor| Cell::minor(minor, currency)),
        customer.wallet_share_percent().map_or(Cell::Empty, Cell::Figure),
    ]
}
