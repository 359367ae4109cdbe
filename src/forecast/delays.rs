//! When invoices are settled: a distribution of days from a day they are counted from, by default the due day.
//!
//! Learned from closed and still open invoices alike (Kaplan and Meier 1958): an open one says that it took longer
//! than until now. What few invoices leave open is filled from a parent, which counts as so many observations of its
//! own shape. Never is always possible. Source: DOMAIN §8; tests `vectors`.

/// Beyond so many days late an invoice counts as never paid.
pub const NEVER_DAYS: i32 = 90;
/// From so many closed invoices on a customer's own behaviour leads.
pub const OWN_CLOSED_MIN: usize = 10;
/// The days a distribution knows one by one; what came earlier counts as the first.
const FIRST: i32 = -120;
const LAST: i32 = 365;

/// One invoice: settled after so many days, or not yet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Delay {
    pub days: i32,
    pub is_settled: bool,
    /// What the observation counts for: one, or less the older it is.
    pub weight: f64,
}

/// How probable each delay is. The probabilities and that of never add up to one.
#[derive(Debug, Clone, PartialEq)]
pub struct Delays {
    first: i32,
    /// Probability that the delay is `first + index` or less.
    cumulated: Vec<f64>,
}

/// Observations by day, a step on the way to a distribution.
#[derive(Debug, Clone, PartialEq)]
pub struct Observed {
    first: i32,
    settled: Vec<f64>,
    /// Open ones: under observation up to and including this day.
    open: Vec<f64>,
}

impl Observed {
    /// Nothing yet, on the days that delays are counted by.
    pub fn days() -> Observed {
        Observed::between(FIRST, LAST)
    }

    pub(super) fn between(first: i32, last: i32) -> Observed {
        let length = usize::try_from(last - first + 1).unwrap_or_default();
        Observed { first, settled: vec![0.0; length], open: vec![0.0; length] }
    }

    pub fn of(delays: impl IntoIterator<Item = Delay>) -> Observed {
        let mut observed = Observed::days();
        delays.into_iter().for_each(|delay| observed.add(delay));
        observed
    }

    /// Adds an invoice; one settled later than all days known counts as open on the last of them.
    pub fn add(&mut self, delay: Delay) {
        let last = self.settled.len().saturating_sub(1);
        let offset = delay.days.saturating_sub(self.first);
        let index = usize::try_from(offset).unwrap_or(0);
        let side = if delay.is_settled && index <= last { &mut self.settled } else { &mut self.open };
        // An open invoice that is not yet at the first day says nothing.
        if offset < 0 && !delay.is_settled {
            return;
        }
        if let Some(slot) = side.get_mut(index.min(last)) {
            *slot += delay.weight;
        }
    }

    /// What was settled, by weight.
    pub fn settled_weight(&self) -> f64 {
        self.settled.iter().sum()
    }

    /// The distribution where a parent counts as `parent_weight` further observations of its shape; without a parent
    /// the observations alone.
    pub fn blended(&self, parent: Option<(&Delays, f64)>) -> Delays {
        let mut at_risk: f64 = self.settled.iter().sum::<f64>() + self.open.iter().sum::<f64>();
        let (mut survival, mut before) = (1.0, 0.0);
        let mut cumulated = Vec::with_capacity(self.settled.len());
        for (day, (settled, open)) in (self.first..).zip(self.settled.iter().zip(&self.open)) {
            let (parent_settled, parent_risk) = match parent {
                Some((parent, weight)) => {
                    let until = parent.until(day);
                    let both = (weight * (until - before), weight * (1.0 - before));
                    before = until;
                    both
                }
                None => (0.0, 0.0),
            };
            let (events, risk) = (settled + parent_settled, at_risk + parent_risk);
            if risk > 1e-12 {
                survival *= (1.0 - events / risk).clamp(0.0, 1.0);
            }
            at_risk -= settled + open;
            cumulated.push(1.0 - survival);
        }
        Delays { first: self.first, cumulated }
    }
}

impl Delays {
    /// From probabilities by day; what they leave is never.
    pub fn of(probabilities: &[(i32, f64)]) -> Delays {
        let first = probabilities.iter().map(|(day, _)| *day).min().unwrap_or(0);
        let last = probabilities.iter().map(|(day, _)| *day).max().unwrap_or(0);
        let mut cumulated = vec![0.0; usize::try_from(last - first + 1).unwrap_or_default()];
        for (day, probability) in probabilities {
            if let Some(slot) = usize::try_from(day - first).ok().and_then(|index| cumulated.get_mut(index)) {
                *slot += probability;
            }
        }
        let mut sum = 0.0;
        for slot in &mut cumulated {
            sum += *slot;
            *slot = sum;
        }
        Delays { first, cumulated }
    }

    /// From a function that says how probable a delay up to each day is.
    pub(super) fn of_cumulated(until: impl Fn(i32) -> f64) -> Delays {
        Delays { first: FIRST, cumulated: (FIRST..=LAST).map(until).collect() }
    }

    /// How probable it is that the delay is at most so many days.
    pub fn until(&self, days: i32) -> f64 {
        match usize::try_from(days.saturating_sub(self.first)) {
            Ok(index) => self.cumulated.get(index).or(self.cumulated.last()).copied().unwrap_or(0.0),
            Err(_) => 0.0,
        }
    }

    /// How probable it is that the delay is exactly so many days.
    pub fn on(&self, days: i32) -> f64 {
        self.until(days) - self.until(days - 1)
    }

    /// How probable it is that more than [`NEVER_DAYS`] pass.
    pub fn never(&self) -> f64 {
        1.0 - self.until(NEVER_DAYS)
    }

    /// What is left to expect of an invoice that is so many days late and still open.
    pub fn conditioned(&self, days_late: i32) -> Delays {
        let passed = self.until(days_late);
        let left = 1.0 - passed;
        let share = |until: f64| if left > 1e-12 { ((until - passed) / left).max(0.0) } else { 0.0 };
        Delays { first: self.first, cumulated: self.cumulated.iter().map(|until| share(*until)).collect() }
    }

    /// The delay at which the probability reaches `level`; `None` where that is never.
    pub fn reaching(&self, level: f64) -> Option<i32> {
        let index = self.cumulated.partition_point(|until| *until < level);
        let days = i32::try_from(index).ok()?;
        (index < self.cumulated.len()).then(|| self.first + days)
    }

    /// The mean of what is settled at all, and how far delays lie around it; `None` where nothing is.
    pub fn mean_and_variance(&self) -> Option<(f64, f64)> {
        let (mut before, mut sum, mut squares) = (0.0, 0.0, 0.0);
        for (day, until) in (self.first..).zip(&self.cumulated) {
            let (probability, day) = (until - before, f64::from(day));
            sum += probability * day;
            squares += probability * day * day;
            before = *until;
        }
        (before > 1e-9).then(|| (sum / before, (squares / before - (sum / before).powi(2)).max(0.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(days: i32) -> Delay {
        Delay { days, is_settled: true, weight: 1.0 }
    }

    fn open(days: i32) -> Delay {
        Delay { days, is_settled: false, weight: 1.0 }
    }

    #[test]
    fn open_invoices_lengthen_what_closed_ones_say() {
        let closed_only = Observed::of([settled(5), settled(10)]).blended(None);
        assert!((closed_only.until(10) - 1.0).abs() < 1e-12);
        // Two of four at day 5 (one left observation on day 3 unseen): 1/3, then 1/2 of the rest.
        let with_open = Observed::of([open(3), settled(5), settled(10), open(30)]).blended(None);
        assert!((with_open.until(5) - 1.0 / 3.0).abs() < 1e-12);
        assert!((with_open.until(10) - 2.0 / 3.0).abs() < 1e-12);
        assert!((with_open.never() - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_parent_counts_as_so_many_observations_and_no_more() {
        let parent = Delays::of(&[(0, 0.5), (20, 0.4)]);
        let nothing = Observed::days().blended(Some((&parent, 5.0)));
        assert!((nothing.until(0) - 0.5).abs() < 1e-12 && (nothing.never() - 0.1).abs() < 1e-9);
        let own = Observed::of((0..15).map(|_| settled(7))).blended(Some((&parent, 5.0)));
        assert!((own.on(7) - 15.0 / 20.0).abs() < 1e-9, "{}", own.on(7));
        assert!((own.on(0) - 2.5 / 20.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_late_already_expects_only_what_is_left() {
        let delays = Delays::of(&[(0, 0.5), (7, 0.3), (30, 0.15)]);
        let left = delays.conditioned(10);
        assert!((left.on(30) - 0.75).abs() < 1e-9 && left.until(10).abs() < 1e-12);
        assert_eq!(delays.reaching(0.6), Some(7));
        assert_eq!(delays.reaching(0.96), None);
        assert!(delays.conditioned(31).until(365).abs() < 1e-12);
    }
}
