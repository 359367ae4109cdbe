//! How wide a sum of uncertain receipts lies: exact up to twenty of them, drawn ten thousand times beyond.
//!
//! A quantile is the smallest sum whose cumulated probability reaches it. Source: DOMAIN §8; tests `vectors`.

use super::chance::Chance;

/// So many receipts are convolved exactly: 2²⁰ sums at the most.
pub const EXACT_MAX: usize = 20;
const DRAWS: usize = 10_000;
/// What adding up to a million probabilities may lose.
const SLACK: f64 = 1e-9;

/// A receipt that comes or does not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Possible {
    pub amount_minor: i64,
    pub probability: f64,
}

/// The sums that may come with their probabilities, in ascending order, each sum once.
#[derive(Debug, Clone, PartialEq)]
pub struct Sums(Vec<(i64, f64)>);

/// The middle and the four fifths around it, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Band {
    pub p10: i64,
    pub p50: i64,
    pub p90: i64,
}

impl Band {
    /// Whether a sum lies in the band, its ends included.
    pub fn holds(self, sum: i64) -> bool {
        self.p10 <= sum && sum <= self.p90
    }
}

impl Sums {
    /// Of independent receipts; the seed matters beyond [`EXACT_MAX`] only.
    pub fn of(receipts: &[Possible], seed: u64) -> Sums {
        if receipts.len() <= EXACT_MAX { Sums::exact(receipts) } else { Sums::drawn(receipts, seed) }
    }

    fn exact(receipts: &[Possible]) -> Sums {
        let mut sums = vec![(0, 1.0)];
        for receipt in receipts {
            let comes = sums.iter().map(|(sum, p)| (sum + receipt.amount_minor, p * receipt.probability));
            let stays = sums.iter().map(|(sum, p)| (*sum, p * (1.0 - receipt.probability)));
            sums = merged(stays, comes);
        }
        Sums(sums)
    }

    fn drawn(receipts: &[Possible], seed: u64) -> Sums {
        let mut chance = Chance::new(seed);
        let mut draw = || {
            let comes = receipts.iter().filter(|receipt| chance.unit() < receipt.probability);
            comes.map(|receipt| receipt.amount_minor).sum::<i64>()
        };
        Sums::of_draws((0..DRAWS).map(|_| draw()).collect())
    }

    /// Sums that were drawn, each as probable as the others.
    pub fn of_draws(mut drawn: Vec<i64>) -> Sums {
        drawn.sort_unstable();
        let each = 1.0 / drawn.len().max(1) as f64;
        let sums = drawn.chunk_by(|a, b| a == b);
        Sums(sums.filter_map(|same| Some((*same.first()?, same.len() as f64 * each))).collect())
    }

    pub fn probabilities(&self) -> &[(i64, f64)] {
        &self.0
    }

    /// In minor units, not rounded.
    pub fn mean(&self) -> f64 {
        self.0.iter().map(|(sum, probability)| *sum as f64 * probability).sum()
    }

    /// The smallest sum whose cumulated probability reaches `q`.
    pub fn quantile(&self, q: f64) -> i64 {
        let mut cumulated = 0.0;
        let reached = self.0.iter().find(|(_, probability)| {
            cumulated += probability;
            cumulated + SLACK >= q
        });
        reached.or(self.0.last()).map_or(0, |(sum, _)| *sum)
    }

    pub fn band(&self) -> Band {
        Band { p10: self.quantile(0.1), p50: self.quantile(0.5), p90: self.quantile(0.9) }
    }
}

/// Two ascending lists as one; equal sums become one.
fn merged(
    left: impl Iterator<Item = (i64, f64)>,
    right: impl Iterator<Item = (i64, f64)>,
) -> Vec<(i64, f64)> {
    let (mut left, mut right) = (left.peekable(), right.peekable());
    let mut all: Vec<(i64, f64)> = Vec::new();
    loop {
        let next = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) if a.0 <= b.0 => left.next(),
            (Some(_), None) => left.next(),
            _ => right.next(),
        };
        let Some((sum, probability)) = next else { return all };
        match all.last_mut() {
            Some(last) if last.0 == sum => last.1 += probability,
            _ if probability > 0.0 => all.push((sum, probability)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_sums_lie_where_the_exact_ones_lie() {
        let receipts: Vec<Possible> = (1..=18)
            .map(|n| Possible { amount_minor: n * 1_000, probability: 0.3 + 0.03 * n as f64 })
            .collect();
        let (exact, drawn) = (Sums::exact(&receipts), Sums::drawn(&receipts, 11));
        assert!((exact.mean() - drawn.mean()).abs() < 0.01 * exact.mean());
        assert!(exact.band().p10.abs_diff(drawn.band().p10) <= 2_000);
        assert!(exact.band().p90.abs_diff(drawn.band().p90) <= 2_000);
        assert_eq!(drawn, Sums::drawn(&receipts, 11));
    }

    #[test]
    fn nothing_that_may_come_is_nothing() {
        assert_eq!(Sums::of(&[], 1).band(), Band::default());
    }
}
