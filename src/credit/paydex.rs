//! PAYDEX-style index: how late somebody pays, as one figure from nought to a hundred. 80 is on terms.
//!
//! Source: DOMAIN §5, anchors as published; between them a straight line; beyond 120 days it falls to nought at 180. The mark
//! PAYDEX® is Dun & Bradstreet's, and so is what it is made from: ours is made from the book's own invoices.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::curve::{Knot, points_at};
use crate::money::{Rounding, round};

/// Days late, below nought where early, and the score.
const ANCHORS: [(i64, i64); 10] =
    [(-30, 100), (-20, 90), (0, 80), (15, 70), (22, 60), (30, 50), (60, 40), (90, 30), (120, 20), (180, 0)];

/// An amount and how many days late it was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    pub amount_minor: i64,
    pub days_late: i64,
}

/// The first and the last day of the anchors: nothing changes beyond them.
const DAYS: [i64; 2] = [-30, 180];

/// The score of each day between them, worked out once.
static SCORES: LazyLock<Vec<Decimal>> = LazyLock::new(|| {
    let knots = ANCHORS.map(|(days, score)| Knot::new(Decimal::from(days), score));
    (DAYS[0]..=DAYS[1]).map(|days| points_at(&knots, Decimal::from(days))).collect()
});

/// The score of one payment, exactly; it is shown to one decimal.
pub fn late_score(days_late: i64) -> Decimal {
    let place = days_late.clamp(DAYS[0], DAYS[1]) - DAYS[0];
    usize::try_from(place).ok().and_then(|place| SCORES.get(place)).copied().unwrap_or_default()
}

/// Scores weighted by amount, before rounding; none where nothing was paid.
pub fn late_index(paid: impl IntoIterator<Item = Paid>) -> Option<Decimal> {
    let (mut sum, mut total) = (Decimal::ZERO, Decimal::ZERO);
    for Paid { amount_minor, days_late } in paid {
        let amount = Decimal::from(amount_minor);
        sum += late_score(days_late).checked_mul(amount)?;
        total += amount;
    }
    sum.checked_div(total)
}

/// The index as it is shown: a whole number.
pub fn shown_index(index: Decimal) -> Decimal {
    round(index, 0, Rounding::HalfUp)
}
