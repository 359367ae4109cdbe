//! DSO and its family: how long sales wait to become money. Source: DOMAIN §6; vectors `ar_kpi`.
//!
//! Receivables include tax, so sales count with tax too. The pure functions take amounts as decimals and round once.

use rusqlite::named_params;
use rust_decimal::Decimal;

use super::aging::not_due_at;
use super::report::{Cell, ColumnKind, Report, Row, columns};
use super::request::Scope;
use super::subledger::control_balance;
use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::ledger::Control;
use crate::money::{Figure, Rounding, round};
use crate::store::Reader;

/// Receivable ÷ credit sales × days; `None` without sales.
pub fn dso(receivable: Decimal, sales: Decimal, days: u32) -> Option<Decimal> {
    quotient(receivable * Decimal::from(days), sales)
}

/// Counts back through the latest months' sales until the receivable is used up: whole months by their days, the last in
/// part. `None` where the sales do not reach that far.
pub fn count_back_dso(receivable: Decimal, latest_first: &[(Decimal, u32)]) -> Option<Decimal> {
    let mut left = receivable;
    let mut days = Decimal::ZERO;
    for (sales, month_days) in latest_first {
        if left <= *sales {
            let part = if sales.is_zero() { Decimal::ZERO } else { left / sales };
            return Some(round(days + part * Decimal::from(*month_days), 2, Rounding::HalfUp));
        }
        left -= sales;
        days += Decimal::from(*month_days);
    }
    None
}

/// What DSO would be if nobody paid late: what is not due yet ÷ sales × days.
pub fn best_possible_dso(not_due: Decimal, sales: Decimal, days: u32) -> Option<Decimal> {
    dso(not_due, sales, days)
}

/// Days of DSO that lateness costs.
pub fn average_days_delinquent(dso: Decimal, best_possible: Decimal) -> Decimal {
    dso - best_possible
}

/// Collection effectiveness index, in percent: of what could be collected, what was. `monthly_sales` are the sales ÷
/// the months they span.
pub fn cei(
    beginning: Decimal,
    monthly_sales: Decimal,
    ending: Decimal,
    ending_not_due: Decimal,
) -> Option<Decimal> {
    let collected = beginning + monthly_sales - ending;
    quotient(collected * Decimal::ONE_HUNDRED, beginning + monthly_sales - ending_not_due)
}

/// How often receivables turned over, and in how many days once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turnover {
    pub times: Decimal,
    pub days: Decimal,
}

/// Sales of a year ÷ average receivable.
pub fn turnover(sales: Decimal, average_receivable: Decimal) -> Option<Turnover> {
    let times = quotient(sales, average_receivable)?;
    let days = quotient(Decimal::from(365) * average_receivable, sales)?;
    Some(Turnover { times, days })
}

fn quotient(part: Decimal, whole: Decimal) -> Option<Decimal> {
    (!whole.is_zero()).then(|| round(part / whole, 2, Rounding::HalfUp))
}

/// Months of sales a count goes back at most.
const BACK: usize = 24;

/// A line a month: of `from`'s month to `as_of`'s.
pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let last = Month::of(scope.as_of);
    let mut months = vec![last];
    while months.len() < BACK + 12 {
        let Some(month) = months.last().map(|month| month.previous()) else { break };
        months.push(month);
    }
    let sales: Vec<Decimal> =
        months.iter().map(|month| gross_sales(r, scope, *month)).collect::<Result<_>>()?;
    let shown = months.iter().take_while(|month| **month >= Month::of(scope.from)).count().min(12);
    let receivable = |month: Month| -> Result<Decimal> {
        let day = day_of(month, scope.as_of);
        Ok(amount(scope, control_balance(r, Control::Receivable, day, scope.known(), false)?))
    };
    let mut rows = Vec::with_capacity(shown);
    for index in (0..shown).rev() {
        let month = months[index];
        let (ending, beginning) = (receivable(month)?, receivable(month.previous())?);
        let not_due = amount(scope, not_due_at(r, scope, day_of(month, scope.as_of))?);
        let quarter: Decimal = sales[index..index + 3].iter().sum();
        let days: u32 = months[index..index + 3].iter().map(|month| days_of(*month)).sum();
        let back: Vec<(Decimal, u32)> =
            (index..index + BACK).map(|at| (sales[at], days_of(months[at]))).collect();
        let plain = dso(ending, quarter, days);
        let best = best_possible_dso(not_due, quarter, days);
        let late = plain.zip(best).map(|(plain, best)| average_days_delinquent(plain, best));
        rows.push(Row::line(vec![
            Cell::text(month.to_string()),
            money(scope, sales[index])?,
            money(scope, ending)?,
            money(scope, not_due)?,
            figure(plain),
            figure(count_back_dso(ending, &back)),
            figure(best),
            figure(late),
            figure(cei(beginning, sales[index], ending, not_due)),
        ]));
    }
    let (cash, number) = (ColumnKind::Money, ColumnKind::Number);
    Ok(scope.report(
        columns(&[
            ("month", ColumnKind::Text),
            ("gross_sales", cash),
            ("receivable", cash),
            ("not_due", cash),
            ("dso", number),
            ("count_back_dso", number),
            ("best_possible_dso", number),
            ("average_days_delinquent", number),
            ("cei", ColumnKind::Percent),
        ]),
        rows,
    ))
}

fn figure(value: Option<Decimal>) -> Cell {
    value.map_or(Cell::Empty, |value| Cell::Figure(Figure(value)))
}

fn money(scope: &Scope, value: Decimal) -> Result<Cell> {
    Ok(Cell::Money(crate::money::Money::rounded(value, scope.book.currency, Rounding::HalfUp)?))
}

fn amount(scope: &Scope, minor: i64) -> Decimal {
    crate::money::Money::from_minor(minor, scope.book.currency).to_decimal()
}

fn days_of(month: Month) -> u32 {
    chrono::Datelike::day(&month.last_day())
}

fn day_of(month: Month, as_of: Day) -> Day {
    month.last_day().min(as_of)
}

/// Invoices less credits of a month with tax, as they stood on the receivable account.
fn gross_sales(r: &Reader<'_>, scope: &Scope, month: Month) -> Result<Decimal> {
    let minor: i64 = r.value(
        include_str!("gross_sales.sql"),
        named_params! {":from": month.first_day(), ":to": day_of(month, scope.as_of), ":known": scope.known()},
    )?;
    Ok(amount(scope, minor))
}
