//! Cash forecast (资金预测): when money comes, how sure that is, and how good earlier forecasts were.
//!
//! Everything is told from a [`History`] that ends on the day of telling. [`Behaviour`] says when an invoice is
//! settled, [`Lateness`] whether late, [`weeks_ahead`] what thirteen weeks bring, [`backtest`] what all of it was worth.
//! An amount enters as minor units and leaves through [`whole_minor`]; in between stand probabilities.
#![allow(
    clippy::float_arithmetic,
    reason = "probabilities and statistics are floats; an amount enters as minor units and leaves through whole_minor"
)]

pub mod accuracy;
mod backtest;
mod band;
mod behaviour;
mod book;
mod chance;
mod delays;
mod history;
mod horizon;
mod invoicing;
mod late;
mod learned;
mod paths;
mod regression;
mod rules;
mod weeks;

#[cfg(test)]
mod simulated;
#[cfg(test)]
mod tests;

pub use backtest::{
    LateRecord, Record, Scores, backtest, calibrated_weeks, cut_of, late_probabilities, late_record,
};
pub use band::{Band, EXACT_MAX, Possible, Sums};
pub use behaviour::{Behaviour, Settling};
pub use book::{BookHistory, ForecastBaselines, ForecastRecord, ForecastScores, history_of, record_of};
pub use chance::Chance;
pub use delays::{Delay, Delays, NEVER_DAYS, OWN_CLOSED_MIN, Observed};
pub use history::{DayNumber, History, Past, Terms};
pub use horizon::Horizon;
pub use invoicing::Invoicing;
pub use late::Lateness;
pub use learned::{ForecastMethod, LaterRule, OpenRule, RuledWeek, ruled_weeks, seed_of};
pub use paths::{Drawn, Later, Uncertain, WEEKS, WeekAhead, cumulated, drawn, weeks_ahead};
pub use rules::{Medians, flat_average};
pub use weeks::{CashWeek, Flow, cash_weeks, expected_by_week, first_below, lowest};

/// The one way from statistics to an amount: whole minor units, ties away from zero; nought where there is no number.
pub fn whole_minor(expected: f64) -> i64 {
    expected.round() as i64
}
