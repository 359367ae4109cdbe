//! How late somebody pays, over many payments: sums that each payment is added to. Source: DOMAIN §5; vectors `CS_wadl*`.

use rust_decimal::Decimal;

use super::paydex::late_score;
use crate::money::{Rounding, round};

/// How days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateRule {
    /// Days past due that still count as in time.
    pub grace_days: i64,
    /// How early a payment counts at most, in the signed average.
    pub early_cap_days: i64,
}

/// Sums over what was paid and what is overdue. What is open and not yet due is no part of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lateness {
    amount: i128,
    late_days: i128,
    signed_days: i128,
    on_time: i128,
    index: Decimal,
    /// (amount, days late), where none is both later and larger: the latest of a size is among them.
    late: Vec<(i64, i64)>,
}

impl Lateness {
    /// Adds a payment, or what is open and overdue with the days so far.
    pub fn add(&mut self, amount_minor: i64, days_late: i64, rule: LateRule) {
        let (amount, days) = (i128::from(amount_minor), i128::from(days_late));
        self.amount += amount;
        self.late_days += amount * days.max(0);
        self.signed_days += amount * days.max(i128::from(-rule.early_cap_days));
        if days_late <= rule.grace_days {
            self.on_time += amount;
        }
        self.index += late_score(days_late).checked_mul(Decimal::from(amount_minor)).unwrap_or_default();
    }

    /// Adds an item of so much, the last of which came or is so many days late: what [`Lateness::worst`] looks at.
    pub fn add_item(&mut self, amount_minor: i64, days_late: i64) {
        if days_late <= 0
            || self.late.iter().any(|(amount, days)| *amount >= amount_minor && *days >= days_late)
        {
            return;
        }
        self.late.retain(|(amount, days)| *amount > amount_minor || *days > days_late);
        self.late.push((amount_minor, days_late));
    }

    /// Whether anything was paid or is overdue.
    pub fn is_known(&self) -> bool {
        self.amount > 0
    }

    /// Days late on the average by amount, early payment as on time, to two decimals.
    pub fn average_days(&self) -> Option<Decimal> {
        self.per_amount(self.late_days, 2)
    }

    /// The same with early payment below nought, up to the cap.
    pub fn signed_days(&self) -> Option<Decimal> {
        self.per_amount(self.signed_days, 2)
    }

    /// The share of amounts that came in time, to four decimals.
    pub fn on_time_ratio(&self) -> Option<Decimal> {
        self.per_amount(self.on_time, 4)
    }

    /// The PAYDEX-style index before rounding.
    pub fn index(&self) -> Option<Decimal> {
        self.index.checked_div(Decimal::from_i128_with_scale(self.amount, 0))
    }

    /// The latest among items of at least so much.
    pub fn worst(&self, least_minor: i64) -> i64 {
        let matters = self.late.iter().filter(|(amount, _)| *amount >= least_minor);
        matters.map(|(_, days)| *days).max().unwrap_or_default()
    }

    fn per_amount(&self, sum: i128, decimals: u32) -> Option<Decimal> {
        let sum = Decimal::try_from_i128_with_scale(sum, 0).ok()?;
        let amount = Decimal::try_from_i128_with_scale(self.amount, 0).ok()?;
        Some(round(sum.checked_div(amount)?, decimals, Rounding::HalfUp))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_is_looked_for_among_sums_that_matter() {
        let mut late = Lateness::default();
        for (amount, days) in [(500, 90), (10_000, 12), (2_000, 40), (2_000, 8), (9_000, 0)] {
            late.add_item(amount, days);
        }
        assert_eq!(
            [late.worst(0), late.worst(1_000), late.worst(5_000), late.worst(20_000)],
            [90, 40, 12, 0]
        );
    }
}
