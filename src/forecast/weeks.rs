//! Cash from week to week: what opens, comes in, goes out and closes, and the first week below the minimum.
//!
//! Amounts enter and leave as whole minor units. Source: DOMAIN §8; tests `vectors`.

use chrono::Datelike;

use super::delays::Delays;
use crate::calendar::Day;

/// What an invoice is expected to bring in each of the weeks from a day on, in whole minor units; what came before that
/// day or comes later is not in it.
pub fn expected_by_week(delays: &Delays, due: Day, amount_minor: i64, start: Day, weeks: usize) -> Vec<i64> {
    let first = start.num_days_from_ce() - due.num_days_from_ce();
    let ends = (0..weeks as i32).map(|week| (first + 7 * week - 1, first + 7 * week + 6));
    ends.map(|(before, last)| {
        super::whole_minor(amount_minor as f64 * (delays.until(last) - delays.until(before)))
    })
    .collect()
}

/// What a week brings and takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    pub in_minor: i64,
    pub out_minor: i64,
}

/// A week with its cash before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CashWeek {
    pub opening_minor: i64,
    pub flow: Flow,
    pub closing_minor: i64,
}

/// The weeks one after another: each opens with what the one before closed with.
pub fn cash_weeks(opening_minor: i64, flows: &[Flow]) -> Vec<CashWeek> {
    let mut opening = opening_minor;
    flows
        .iter()
        .map(|flow| {
            let closing = opening + flow.in_minor - flow.out_minor;
            let week = CashWeek { opening_minor: opening, flow: *flow, closing_minor: closing };
            opening = closing;
            week
        })
        .collect()
}

/// The first week that closes below the minimum, counted from 1.
pub fn first_below(weeks: &[CashWeek], minimum_minor: i64) -> Option<usize> {
    weeks.iter().position(|week| week.closing_minor < minimum_minor).map(|index| index + 1)
}

/// The least that any week closes with.
pub fn lowest(weeks: &[CashWeek]) -> Option<i64> {
    weeks.iter().map(|week| week.closing_minor).min()
}
