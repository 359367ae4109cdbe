//! What sales work comes to: pure figures over counts, days and amounts. Source: DOMAIN §11; vectors `sales`.
//!
//! Shares and rates are exact decimals, rounded once by [`percent`] or by who shows them; a figure that has nothing to
//! stand on is `None`, never nought.

use rust_decimal::Decimal;

use crate::calendar::Day;
use crate::money::{Rounding, round};

/// Decimals of a percentage as it is shown.
const PERCENT_DECIMALS: u32 = 2;

/// `part` of `whole`, from 0 to 1; `None` of nothing.
pub fn share(part: u64, whole: u64) -> Option<Decimal> {
    Decimal::from(part).checked_div(Decimal::from(whole))
}

/// A share as a percentage of two decimals: 0.4959 → 49.59.
pub fn percent(share: Decimal) -> Decimal {
    round(share * Decimal::ONE_HUNDRED, PERCENT_DECIMALS, Rounding::HalfUp)
}

/// What a pipeline brings a day: opportunities × average value × win rate ÷ cycle in days. Vectors `SV_1`, `SV_2`.
pub fn velocity(
    opportunities: u64,
    average: Decimal,
    win_rate: Decimal,
    cycle_days: Decimal,
) -> Option<Decimal> {
    Decimal::from(opportunities).checked_mul(average)?.checked_mul(win_rate)?.checked_div(cycle_days)
}

/// How an opportunity ended, or that it has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Open,
    Won,
    Lost,
}

/// Amount × probability of what is open; what is won or lost does not count. Vector `WP_1`.
pub fn weighted_open(rows: impl IntoIterator<Item = (Outcome, Decimal, Decimal)>) -> Decimal {
    rows.into_iter()
        .filter(|(outcome, ..)| *outcome == Outcome::Open)
        .map(|(_, amount, probability)| amount * probability)
        .sum()
}

/// How many of a cohort came to each end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Decided {
    pub won: u64,
    /// Lost for a reason that says somebody decided against us.
    pub lost: u64,
    /// Closed without a decision: given up, no budget, entered twice.
    pub given_up: u64,
}

impl Decided {
    /// Won of what was decided: won ÷ (won + lost).
    pub fn win_rate_of_decided(self) -> Option<Decimal> {
        share(self.won, self.won + self.lost)
    }

    /// Won of all that was closed, whatever ended it.
    pub fn win_rate_of_closed(self) -> Option<Decimal> {
        share(self.won, self.won + self.lost + self.given_up)
    }
}

/// The share of those that ever entered a stage which also entered the next, stage by stage, and of the first that
/// entered the last. Vector `CONV_1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// One fewer than the stages; `None` where nobody entered.
    pub steps: Vec<Option<Decimal>>,
    pub overall: Option<Decimal>,
}

pub fn conversion(entered: &[u64]) -> Conversion {
    Conversion {
        steps: entered.windows(2).map(|pair| share(pair[1], pair[0])).collect(),
        overall: entered.first().zip(entered.last()).and_then(|(first, last)| share(*last, *first)),
    }
}

/// Days from one day to another, the first not counted.
pub fn days_between(from: Day, to: Day) -> i64 {
    (to - from).num_days()
}

/// The mean, to two decimals; `None` of nothing. Vector `CYC_1`.
pub fn mean(days: &[i64]) -> Option<Decimal> {
    let sum: Decimal = days.iter().copied().map(Decimal::from).sum();
    sum.checked_div(Decimal::from(days.len())).map(|mean| round(mean, 2, Rounding::HalfUp))
}

/// The middle, or the mean of the two in the middle; `None` of nothing.
pub fn median(days: &[i64]) -> Option<Decimal> {
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    let upper = Decimal::from(*sorted.get(middle)?);
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = Decimal::from(*sorted.get(middle.checked_sub(1)?)?);
    Some((lower + upper) / Decimal::TWO)
}

/// Where a target stands on a day of its period. Vector `TGT_1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attainment {
    /// Actual ÷ target; `None` without a target.
    pub attained: Option<Decimal>,
    /// Days gone ÷ days of the period; the day itself is gone.
    pub elapsed: Decimal,
    /// What the period comes to if it goes on so; not rounded.
    pub run_rate: Option<Decimal>,
}

pub fn attainment(target: Decimal, actual: Decimal, day: Day, [from, to]: [Day; 2]) -> Attainment {
    let whole = Decimal::from(days_between(from, to) + 1);
    let gone = Decimal::from((days_between(from, day.min(to)) + 1).max(0));
    Attainment {
        attained: actual.checked_div(target),
        elapsed: gone.checked_div(whole).unwrap_or_default(),
        run_rate: (actual * whole).checked_div(gone),
    }
}

/// (Σ forecast − Σ actual) ÷ Σ |actual|: above nought for who promises too much; `None` where nothing came in.
pub fn forecast_bias(months: impl IntoIterator<Item = (Decimal, Decimal)>) -> Option<Decimal> {
    let (mut over, mut size) = (Decimal::ZERO, Decimal::ZERO);
    for (forecast, actual) in months {
        over += forecast - actual;
        size += actual.abs();
    }
    over.checked_div(size)
}
