//! What goes out beside everything that is known, so that sales nobody knows of yet do not stand there without their cost: bills at
//! the level of the last quarter, taxes of later periods at the level of the last year.

use chrono::Days;
use rusqlite::named_params;

use super::flow::{CashSource, CashWord, Flow};
use super::going::paid_on;
use super::receivable::{OpenSide, paid_since};
use super::tell::View;
use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::store::{Reader, Seq};
use crate::vat;

/// So many days make the recent level of what suppliers are paid.
const RECENT_DAYS: u64 = 91;
const YEAR_DAYS: u64 = 365;
/// Of a book that is younger than this nothing is told.
const LEAST_DAYS: i64 = 90;

pub(super) fn later(r: &Reader<'_>, view: &View, known: &[Flow]) -> Result<Vec<Flow>> {
    let mut found = taxes(r, view)?;
    found.extend(purchases(r, view, known)?);
    Ok(found)
}

fn days_before(day: Day, days: u64) -> Day {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

/// The level of so many days over others, in whole minor units.
fn share(minor: i64, days: i64, of_days: i64) -> i64 {
    let part = i128::from(minor) * i128::from(days) / i128::from(of_days.max(1));
    i64::try_from(part).unwrap_or(i64::MAX)
}

fn purchases(r: &Reader<'_>, view: &View, known: &[Flow]) -> Result<Option<Flow>> {
    let (origin, horizon) = (view.horizon.origin(), &view.horizon);
    let paid = paid_since(r, OpenSide::Suppliers, days_before(origin, RECENT_DAYS))?;
    let recent: i64 = paid.iter().filter(|(day, ..)| *day <= origin).map(|(.., minor)| minor).sum();
    let mut told = vec![0; horizon.len()];
    for flow in known {
        if matches!(flow.source, CashSource::Payable | CashSource::RecurringPurchases) {
            told.iter_mut().zip(&flow.expected).for_each(|(sum, expected)| *sum -= expected);
        }
    }
    let ends = horizon.periods().map(|(_, end)| (end - origin).num_days());
    let expected = beside(recent, &told, ends);
    let sum: i64 = expected.iter().sum();
    let flow = Flow::new(CashSource::LaterPurchases, horizon.last_day(), sum);
    let word = Some(CashWord::LaterPurchases);
    Ok((sum < 0).then_some(Flow { word, expected, percent: 100, ..flow }))
}

/// Below nought: up to the end of each period, in days from the origin, what the recent level leaves beside what is known up to there.
fn beside(recent_minor: i64, known: &[i64], ends: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut told = 0;
    known
        .iter()
        .zip(ends)
        .map(|(known, days)| {
            told += known;
            let more = (share(recent_minor, days, RECENT_DAYS as i64) - told).max(0);
            told += more;
            -more
        })
        .collect()
}

/// Of the periods after the one that runs.
fn taxes(r: &Reader<'_>, view: &View) -> Result<Vec<Flow>> {
    let (origin, horizon) = (view.horizon.origin(), &view.horizon);
    let Some(first) = r.value::<Option<Day>>("select min(date) from entry", [])? else {
        return Ok(Vec::new());
    };
    let from = first.max(days_before(origin, YEAR_DAYS));
    let days = (origin - from).num_days();
    let values = named_params! {":from": from, ":day": origin};
    let paid = r.value::<i64>(include_str!("tax_paid.sql"), values)?;
    let (mut found, mut period) = (Vec::new(), vat::period_of(r, Month::of(origin), Seq::LATEST)?.0);
    if paid <= 0 || days < LEAST_DAYS {
        return Ok(found);
    }
    loop {
        period = vat::period_of(r, Month::of(period.to).next(), Seq::LATEST)?.0;
        let day = paid_on(Month::of(period.to));
        if day > horizon.last_day() {
            return Ok(found);
        }
        let minor = share(paid, (period.to - period.from).num_days() + 1, days);
        let flow = Flow { word: Some(CashWord::LaterTax), ..Flow::new(CashSource::Tax, day, -minor) };
        found.push(flow.on(day, horizon));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_counts_against_the_level_up_to_its_day() {
        let weeks = || (1..=4).map(|week| 7 * week);
        assert_eq!(beside(1300, &[0, 0, 0, 0], weeks()), [-100, -100, -100, -100]);
        // 250 in the first week are bills of two and a half weeks.
        assert_eq!(beside(1300, &[250, 0, 0, 40], weeks()), [0, 0, -50, -60]);
        assert_eq!(beside(0, &[10, 0, 0, 0], weeks()), [0, 0, 0, 0]);
    }
}
