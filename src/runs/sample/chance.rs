//! Chance that repeats itself: the same calls give the same numbers on every machine.

/// A linear congruential generator (Knuth's MMIX constants). Good enough to scatter trade, for nothing else.
#[derive(Debug)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new() -> Chance {
        Chance(20_240_601)
    }

    /// A number from nought to `limit - 1`; nought where `limit` is nought.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let high = (self.0 >> 33) as u32;
        high.checked_rem(limit).unwrap_or(0)
    }

    /// From `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        low.saturating_add_unsigned(self.below(low.abs_diff(high) + 1))
    }

    pub(super) fn percent(&mut self, of_hundred: u32) -> bool {
        self.below(100) < of_hundred
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_repeats_itself_and_stays_within_its_bounds() {
        let draw = || {
            let mut chance = Chance::new();
            (0..1000).map(|_| chance.between(-3, 3)).collect::<Vec<_>>()
        };
        let drawn = draw();
        assert_eq!(drawn, draw());
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&-3), Some(&3)));
    }
}
