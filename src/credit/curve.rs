//! A line through knots: what a value is worth in points.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::money::Figure;

/// A value and what it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "CreditKnot")]
#[schemars(rename = "CreditKnot")]
pub struct Knot {
    pub value: Figure,
    pub points: Figure,
}

impl Knot {
    pub(super) fn new(value: Decimal, points: i64) -> Knot {
        Knot { value: Figure(value), points: Figure(Decimal::from(points)) }
    }
}

/// The points of `value`: on the straight line between the knots beside it; of the first or last knot outside them. Knots rise
/// by value. Nought without knots.
pub fn points_at(knots: &[Knot], value: Decimal) -> Decimal {
    let after = knots.partition_point(|knot| knot.value.0 < value);
    match (after.checked_sub(1).and_then(|before| knots.get(before)), knots.get(after)) {
        (None, None) => Decimal::ZERO,
        (None, Some(knot)) | (Some(knot), None) => knot.points.0,
        (Some(left), Some(right)) => {
            let share = (value - left.value.0) / (right.value.0 - left.value.0);
            left.points.0 + share * (right.points.0 - left.points.0)
        }
    }
}

/// The nearest knot that is worth more than `value` is; none where nothing is.
pub fn next_better(knots: &[Knot], value: Decimal) -> Option<Knot> {
    let own = points_at(knots, value);
    let better = knots.iter().filter(|knot| knot.points.0 > own);
    better.min_by_key(|knot| (knot.value.0 - value).abs()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn knots(pairs: &[(i64, i64)]) -> Vec<Knot> {
        pairs.iter().map(|(value, points)| Knot::new(Decimal::from(*value), *points)).collect()
    }

    #[test]
    fn outside_the_knots_the_line_is_flat() {
        let line = knots(&[(0, 30), (7, 24)]);
        for (value, expected) in [(-5, 30), (0, 30), (7, 24), (90, 24)] {
            assert_eq!(points_at(&line, Decimal::from(value)), Decimal::from(expected), "{value}");
        }
        assert_eq!(points_at(&[], Decimal::ONE), Decimal::ZERO);
    }

    #[test]
    fn what_would_be_better_is_the_nearest_knot_worth_more() {
        let falls = knots(&[(0, 30), (7, 24), (15, 17)]);
        assert_eq!(next_better(&falls, Decimal::from(9)).map(|knot| knot.points.0), Some(Decimal::from(24)));
        assert_eq!(next_better(&falls, Decimal::ZERO), None);
    }
}
