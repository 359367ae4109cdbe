//! 销售目标: what each person was to sell in the month and the year of a day, and what was invoiced: net sales without tax,
//! less credits, of the documents that name the person as who sold them, else of the customers the person looked after.

use std::collections::BTreeMap;

use rusqlite::named_params;
use rust_decimal::Decimal;

use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::access;
use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::money::{Figure, Money};
use crate::pipeline::measures::{attainment, percent};
use crate::pipeline::targets_at;
use crate::store::{DocumentId, Reader, UserId};

struct Sale {
    document: DocumentId,
    date: Day,
    number: String,
    net_minor: i64,
}

/// A person's month and year, in minor units of the book's currency.
#[derive(Debug, Clone, Copy, Default)]
struct Reached {
    month_target: i64,
    month_actual: i64,
    year_target: i64,
    year_actual: i64,
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let month = Month::of(scope.as_of);
    let year = [month.first_of_year(), last_of_year(month)];
    let mut sales: BTreeMap<Option<UserId>, Vec<Sale>> = BTreeMap::new();
    for (seller, sale) in sold(r, scope, year[0])? {
        sales.entry(seller).or_default().push(sale);
    }
    let mut reached: BTreeMap<Option<UserId>, Reached> = BTreeMap::new();
    for (user, of, target) in targets_at(r, year, scope.known())? {
        let own = reached.entry(Some(user)).or_default();
        own.year_target += target.minor();
        own.month_target += if of == month { target.minor() } else { 0 };
    }
    for (seller, own) in &sales {
        let kept = reached.entry(*seller).or_default();
        kept.year_actual = own.iter().map(|sale| sale.net_minor).sum();
        kept.month_actual =
            own.iter().filter(|sale| Month::of(sale.date) == month).map(|sale| sale.net_minor).sum();
    }
    let mut rows = Vec::new();
    let people = access::list(r)?.into_iter().map(|user| (Some(user.id), Cell::text(user.name)));
    let mut total = Reached::default();
    for (seller, name) in people.chain([(None, Cell::word("no_salesperson"))]) {
        let Some(own) = reached.get(&seller) else { continue };
        total.month_target += own.month_target;
        total.month_actual += own.month_actual;
        total.year_target += own.year_target;
        total.year_actual += own.year_actual;
        rows.push(Row::line(told(name, own, year, scope)?));
        if scope.detail {
            rows.extend(sales.get(&seller).into_iter().flatten().map(|sale| document(sale, month, scope)));
        }
    }
    if !rows.is_empty() {
        rows.push(Row::new(RowKind::Total, told(Cell::word("total"), &total, year, scope)?));
    }
    let (money, rate) = (ColumnKind::Money, ColumnKind::Percent);
    Ok(scope.report(
        columns(&[
            ("owner", ColumnKind::Text),
            ("month_target", money),
            ("month_actual", money),
            ("month_attainment", rate),
            ("month_elapsed", rate),
            ("year_target", money),
            ("year_actual", money),
            ("year_attainment", rate),
            ("year_elapsed", rate),
            ("run_rate", money),
        ]),
        rows,
    ))
}

fn sold(r: &Reader<'_>, scope: &Scope, from: Day) -> Result<Vec<(Option<UserId>, Sale)>> {
    r.rows(
        include_str!("sold_by.sql"),
        named_params! {":from": from, ":as_of": scope.as_of, ":known": scope.known()},
        |row| {
            let sale = Sale {
                document: row.get("seq")?,
                date: row.get("date")?,
                number: row.get("number")?,
                net_minor: row.get("net_minor")?,
            };
            Ok((row.get("seller_id")?, sale))
        },
    )
}

fn told(name: Cell, own: &Reached, year: [Day; 2], scope: &Scope) -> Result<Vec<Cell>> {
    let currency = scope.book.currency;
    let month = Month::of(scope.as_of);
    let exact = |minor: i64| Money::from_minor(minor, currency).to_decimal();
    let of_month = attainment(
        exact(own.month_target),
        exact(own.month_actual),
        scope.as_of,
        [month.first_day(), month.last_day()],
    );
    let of_year = attainment(exact(own.year_target), exact(own.year_actual), scope.as_of, year);
    let rate =
        |share: Option<Decimal>| share.map_or(Cell::Empty, |share| Cell::Figure(Figure(percent(share))));
    let run_rate = match of_year.run_rate {
        None => Cell::Empty,
        Some(exact) => Cell::Money(Money::rounded(exact, currency, scope.book.rounding)?),
    };
    Ok(vec![
        name,
        Cell::nonzero(own.month_target, currency),
        Cell::minor(own.month_actual, currency),
        rate(of_month.attained),
        rate(Some(of_month.elapsed)),
        Cell::nonzero(own.year_target, currency),
        Cell::minor(own.year_actual, currency),
        rate(of_year.attained),
        rate(Some(of_year.elapsed)),
        run_rate,
    ])
}

/// A document beneath the person it counts for.
fn document(sale: &Sale, month: Month, scope: &Scope) -> Row {
    let amount = Cell::minor(sale.net_minor, scope.book.currency);
    let mut cells = vec![Cell::text(format!("{} {}", sale.date, sale.number))];
    cells.resize(10, Cell::Empty);
    if Month::of(sale.date) == month {
        cells[2] = amount.clone();
    }
    cells[6] = amount;
    Row::line(cells).depth(1).opens(Link::Document { id: sale.document })
}

fn last_of_year(month: Month) -> Day {
    let mut last = month;
    while last.year() == last.next().year() {
        last = last.next();
    }
    last.last_day()
}
