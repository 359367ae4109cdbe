//! The scorecard: nine factors, each worth points between knots, added up and drawn toward the middle where there is little
//! evidence. Source: DOMAIN §5; vectors `credit_score`.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::curve::{Knot, points_at};
use crate::money::{Figure, Rounding, round};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CreditFactor")]
#[schemars(rename = "CreditFactor")]
pub enum Factor {
    /// Days late on the average, by amount; open overdue items count to the day, early payment as on time.
    DaysLate,
    /// The share of amounts that came in time, a few days of grace included.
    OnTime,
    /// The latest of all, among sums that matter.
    WorstOverdue,
    /// How long money was owed ÷ how long it was allowed to be.
    DsoToTerms,
    /// Broken promises ÷ promises.
    BrokenPromises,
    /// Unjustified disputes ÷ invoices.
    Disputes,
    /// Months since the first invoice.
    Tenure,
    /// The class by volume: 1 is A, 2 is B, 3 is C.
    Volume,
    /// The most that was owed ÷ the limit.
    PeakUse,
}

impl Factor {
    pub const ALL: [Factor; 9] = [
        Factor::DaysLate,
        Factor::OnTime,
        Factor::WorstOverdue,
        Factor::DsoToTerms,
        Factor::BrokenPromises,
        Factor::Disputes,
        Factor::Tenure,
        Factor::Volume,
        Factor::PeakUse,
    ];
}

/// What the values of a factor are worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "CreditFactorRule")]
#[schemars(rename = "CreditFactorRule")]
pub struct FactorRule {
    pub factor: Factor,
    /// By rising value.
    pub knots: Vec<Knot>,
}

impl FactorRule {
    /// The most it is worth.
    pub fn most(&self) -> Decimal {
        self.knots.iter().map(|knot| knot.points.0).max().unwrap_or_default()
    }

    /// The points of a value, to two decimals; all of them where nothing is known.
    pub fn points(&self, value: Option<Decimal>) -> Decimal {
        value.map_or(self.most(), |value| round(points_at(&self.knots, value), 2, Rounding::HalfUp))
    }
}

/// How a score is drawn toward the middle, and below which evidence nobody is rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "CreditEvidenceRule")]
#[schemars(rename = "CreditEvidenceRule")]
pub struct EvidenceRule {
    /// The score of whom nothing is known.
    pub prior: Figure,
    /// How many invoices that counts for.
    pub prior_invoices: u32,
    pub invoices_min: u32,
    pub months_min: u32,
}

impl EvidenceRule {
    /// (invoices · raw + prior invoices · prior) ÷ (invoices + prior invoices), to two decimals.
    pub fn shrunk(&self, raw: Decimal, invoices: u32) -> Decimal {
        let [own, prior] = [invoices, self.prior_invoices].map(Decimal::from);
        let sum = own * raw + prior * self.prior.0;
        round(sum.checked_div(own + prior).unwrap_or(self.prior.0), 2, Rounding::HalfUp)
    }

    /// Whether there is enough to rate somebody by.
    pub fn suffices(&self, invoices: u32, months: u32) -> bool {
        invoices >= self.invoices_min && months >= self.months_min
    }
}

/// Points by factor, added up.
pub fn raw_score(points: impl IntoIterator<Item = Decimal>) -> Decimal {
    points.into_iter().sum()
}

/// The square root, to six decimals; nought of what is not above it.
pub fn square_root(value: Decimal) -> Decimal {
    let million = Decimal::from(1_000_000_i64);
    let scaled = value.checked_mul(million).and_then(|value| value.checked_mul(million));
    let whole = scaled.and_then(|value| value.to_u128()).unwrap_or_default().isqrt();
    Decimal::from_u128(whole).unwrap_or_default() / million
}
