//! Comparison: the same report of an earlier period beside this one, and what changed between them.
//!
//! Both are made by the same function as known at the same moment. Rows are matched by what they say beside their
//! amounts; a line that only one of them has stands in its place, with nothing in the other.

use chrono::{Datelike, Months};

use super::report::{Cell, Column, ColumnDetail, ColumnKind, Report, Row};
use super::request::{Comparison, ReportName, first_of_year};
use crate::calendar::{Day, Month};
use crate::money::{Currency, Money};

/// The columns of a report that are compared; none where it is not.
pub(super) fn compared(name: ReportName, with: Comparison) -> &'static [&'static str] {
    match (name, with) {
        (_, Comparison::None) => &[],
        (ReportName::BalanceSheet, _) => &["closing"],
        (ReportName::TrialBalance, _) => &["closing_debit", "closing_credit"],
        // The year to date of an earlier month of this year would compare a part with the whole.
        (ReportName::ProfitAndLoss | ReportName::CashFlow, Comparison::PriorPeriod) => &["period"],
        (ReportName::ProfitAndLoss | ReportName::CashFlow, Comparison::PriorYear) => {
            &["period", "year_to_date"]
        }
        _ => &[],
    }
}

/// The period that `from`–`as_of` is compared with: as many whole months earlier where it begins a month, else as many
/// days; what shows one day, with the end of the month before.
pub(super) fn earlier(name: ReportName, with: Comparison, from: Day, as_of: Day) -> Option<(Day, Day)> {
    let month_before = Month::of(as_of).previous();
    match with {
        Comparison::None => None,
        Comparison::PriorYear => Some((months_before(from, 12)?, months_before(as_of, 12)?)),
        Comparison::PriorPeriod if name == ReportName::BalanceSheet => {
            Some((month_before.first_day(), month_before.last_day()))
        }
        Comparison::PriorPeriod if from.day() == 1 => {
            let ordinal = |day: Day| day.year() * 12 + day.month0() as i32;
            let months = u32::try_from(ordinal(as_of) - ordinal(from) + 1).ok()?;
            Some((months_before(from, months)?, months_before(as_of, months)?))
        }
        Comparison::PriorPeriod => {
            let last = from.pred_opt()?;
            Some((last.checked_sub_signed(as_of.signed_duration_since(from))?, last))
        }
    }
}

/// The same day of an earlier month; the last of a month stays the last.
fn months_before(day: Day, months: u32) -> Option<Day> {
    let earlier = day.checked_sub_months(Months::new(months))?;
    Some(if day == Month::of(day).last_day() { Month::of(earlier).last_day() } else { earlier })
}

/// The report with the earlier one's figures and the changes after each compared column.
pub(super) fn beside(report: Report, earlier: &Report, compared: &[&str]) -> Report {
    let currency = report.currency;
    let mut places = Vec::with_capacity(report.columns.len() + 2 * compared.len());
    let mut columns: Vec<Column> = Vec::with_capacity(places.capacity());
    for (place, column) in report.columns.iter().enumerate() {
        let key = column.key.clone();
        places.push(Place::Now(place));
        columns.push(column.clone());
        if !compared.contains(&key.as_str()) {
            continue;
        }
        let as_of = earlier.parameters.as_of;
        let from = match key.as_str() {
            "year_to_date" => Some(first_of_year(as_of)),
            "period" => earlier.parameters.from,
            // a balance is of one day
            _ => None,
        };
        let detail = ColumnDetail::Earlier { of: key.clone(), from, as_of };
        places.extend([Place::Earlier(place), Place::Change(place)]);
        columns.extend([
            Column::new(&format!("{key}_earlier"), ColumnKind::Money).detail(detail),
            Column::new(&format!("{key}_change"), ColumnKind::Money).detail(ColumnDetail::Change { of: key }),
        ]);
    }
    let label = |row: &Row| -> Vec<Cell> {
        let texts =
            row.cells.iter().zip(&report.columns).filter(|(_, column)| column.kind != ColumnKind::Money);
        texts.map(|(cell, _)| cell.clone()).collect()
    };
    let rows = matched(&report.rows, &earlier.rows, label)
        .into_iter()
        .map(|(now, before)| joined(now, before, &places, &report.columns, currency))
        .collect();
    Report { columns, rows, ..report }
}

/// Where a cell of the compared report comes from, by its column.
#[derive(Clone, Copy)]
enum Place {
    Now(usize),
    Earlier(usize),
    Change(usize),
}

/// A row of this report, of the earlier one, or of both.
type Pair<'r> = (Option<&'r Row>, Option<&'r Row>);

/// The rows of both in one order; between two rows that both have, those that only one has stand by their labels.
fn matched<'r>(now: &'r [Row], before: &'r [Row], label: impl Fn(&Row) -> Vec<Cell>) -> Vec<Pair<'r>> {
    let mut pairs: Vec<Pair<'r>> = Vec::with_capacity(now.len().max(before.len()));
    let mut alone: Vec<Pair<'r>> = Vec::new();
    let mut next = 0;
    let settle = |alone: &mut Vec<Pair<'r>>, pairs: &mut Vec<Pair<'r>>| {
        alone.sort_by_key(|(now, before)| code(now.or(*before)));
        pairs.append(alone);
    };
    for row in now {
        let own = label(row);
        match before.iter().skip(next).position(|other| other.kind == row.kind && label(other) == own) {
            None => alone.push((Some(row), None)),
            Some(ahead) => {
                alone.extend(before.iter().skip(next).take(ahead).map(|row| (None, Some(row))));
                settle(&mut alone, &mut pairs);
                pairs.push((Some(row), before.get(next + ahead)));
                next += ahead + 1;
            }
        }
    }
    alone.extend(before.iter().skip(next).map(|row| (None, Some(row))));
    settle(&mut alone, &mut pairs);
    pairs
}

/// The code of an account, by which a trial balance stands; empty for the lines of a statement, which keep their order.
fn code(row: Option<&Row>) -> String {
    match row.and_then(|row| row.cells.first()) {
        Some(Cell::Text(code)) => code.clone(),
        _ => String::new(),
    }
}

fn joined(
    now: Option<&Row>,
    before: Option<&Row>,
    places: &[Place],
    columns: &[Column],
    currency: Currency,
) -> Row {
    let cell = |row: Option<&Row>, place: usize| row.and_then(|row| row.cells.get(place)).cloned();
    let minor = |cell: &Option<Cell>| match cell {
        Some(Cell::Money(amount)) => Some(amount.minor()),
        _ => None,
    };
    let cells = places
        .iter()
        .map(|place| match *place {
            Place::Now(place) if columns[place].kind == ColumnKind::Money => cell(now, place),
            Place::Now(place) => cell(now.or(before), place),
            Place::Earlier(place) => cell(before, place),
            Place::Change(place) => match (minor(&cell(now, place)), minor(&cell(before, place))) {
                (None, None) => None,
                (now, before) => {
                    let change = now.unwrap_or_default() - before.unwrap_or_default();
                    Some(Cell::Money(Money::from_minor(change, currency)))
                }
            },
        })
        .map(|cell| cell.unwrap_or(Cell::Empty))
        .collect();
    let row = now.or(before);
    Row {
        opens: row.and_then(|row| row.opens.clone()),
        depth: row.map_or(0, |row| row.depth),
        ..Row::new(row.map_or(super::RowKind::Line, |row| row.kind), cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;

    #[test]
    fn a_period_is_compared_with_as_long_a_one_before() {
        let period = ReportName::ProfitAndLoss;
        let (month, year) = (Comparison::PriorPeriod, Comparison::PriorYear);
        for (name, with, from, as_of, expected) in [
            (period, month, "2026-03-01", "2026-03-31", "2026-02-01 2026-02-28"),
            (period, month, "2026-03-01", "2026-03-15", "2026-02-01 2026-02-15"),
            (period, month, "2026-04-01", "2026-06-30", "2026-01-01 2026-03-31"),
            (period, month, "2026-03-11", "2026-03-20", "2026-03-01 2026-03-10"),
            (period, year, "2025-02-01", "2025-02-28", "2024-02-01 2024-02-29"),
            (ReportName::BalanceSheet, month, "2026-03-01", "2026-03-15", "2026-02-01 2026-02-28"),
        ] {
            let day = |text| parse_day(text).unwrap();
            let (first, last) = earlier(name, with, day(from), day(as_of)).unwrap();
            assert_eq!(format!("{first} {last}"), expected, "{from} {as_of}");
        }
    }
}
