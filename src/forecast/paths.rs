//! Periods drawn many times: what open items and later invoices bring in each.

use super::band::{Band, Sums};
use super::behaviour::{Behaviour, Settling};
use super::chance::Chance;
use super::history::{DayNumber, History, day_of};
use super::horizon::Horizon;
use super::invoicing::Invoicing;
use crate::calendar::Day;

pub const WEEKS: usize = 13;
/// Draws are fewer where each is long.
const DRAWS_MAX: usize = 1000;
const DRAWS_MIN: usize = 200;
const STEPS: usize = 400_000;

/// What a week ahead brings, before it is set against the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WeekAhead {
    /// From what is open now.
    pub open: Band,
    /// With what is invoiced later.
    pub total: Band,
}

/// The weeks after the last day of a history; week 1 is its next seven days.
pub fn weeks_ahead(history: &History, seed: u64) -> Vec<WeekAhead> {
    let (behaviour, invoicing) = (Behaviour::learn(history), Invoicing::learn(history));
    let horizon = Horizon::weeks(day_of(history.known()), WEEKS);
    let told = |past: &super::history::Past| {
        Uncertain::settled(past.terms.amount_minor, behaviour.settling(&past.terms), &horizon)
    };
    let items: Vec<Uncertain> = history.open().filter_map(told).collect();
    let later = Later { behaviour: &behaviour, invoicing: &invoicing, share: vec![1.0; WEEKS] };
    let drawn = drawn(&items, Some(&later), &horizon, seed);
    let band = |sums: Vec<i64>| Sums::of_draws(sums).band();
    let total = drawn.total();
    let weeks = drawn.open.into_iter().zip(total);
    weeks.map(|(open, total)| WeekAhead { open: band(open), total: band(total) }).collect()
}

/// A sum that comes some day or never: how probable it is that it has come by the end of each period.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    pub amount_minor: i64,
    by_end: Vec<f64>,
}

impl Uncertain {
    /// What is open at the origin and settled as its customer settles; `None` where nothing more is expected.
    pub fn settled(amount_minor: i64, settling: Settling<'_>, horizon: &Horizon) -> Option<Uncertain> {
        let passed = settling.until(super::history::number_of(horizon.origin()));
        let left = 1.0 - passed;
        if left < 1e-9 {
            return None;
        }
        let by_end = horizon.ends().map(|end| (settling.until(end) - passed) / left).collect();
        Some(Uncertain { amount_minor, by_end })
    }

    /// What comes on a day for sure, in the first period where the day is past.
    pub fn on(amount_minor: i64, day: Day, horizon: &Horizon) -> Uncertain {
        Uncertain::weighed(amount_minor, day, 100, horizon)
    }

    /// What comes on a day with a probability, in percent.
    pub fn weighed(amount_minor: i64, day: Day, percent: u32, horizon: &Horizon) -> Uncertain {
        let probability = f64::from(percent) / 100.0;
        let period = horizon.period_of(day).unwrap_or(horizon.len());
        let by_end = (0..horizon.len()).map(|index| if index < period { 0.0 } else { probability }).collect();
        Uncertain { amount_minor, by_end }
    }

    /// The same, come true with a probability only, in percent; nothing of it before a day.
    pub fn if_it_comes(mut self, percent: u32, not_before: Day, horizon: &Horizon) -> Uncertain {
        let probability = f64::from(percent) / 100.0;
        for (until, (_, end)) in self.by_end.iter_mut().zip(horizon.periods()) {
            *until = if end < not_before { 0.0 } else { *until * probability };
        }
        self
    }

    /// The same, where its customer has promised to pay on a day and, with a probability in percent, keeps that word; a broken one
    /// leaves what was usual after the last day on which it could be kept.
    pub fn promised(mut self, percent: u32, [on, last]: [Day; 2], horizon: &Horizon) -> Uncertain {
        let kept = f64::from(percent.min(100)) / 100.0;
        let place = |day| horizon.period_of(day).unwrap_or(horizon.len());
        let (first, broken) = (place(on), place(last));
        let passed = broken.checked_sub(1).and_then(|before| self.by_end.get(before)).copied().unwrap_or(0.0);
        for (index, until) in self.by_end.iter_mut().enumerate() {
            let in_time = if index < first { 0.0 } else { kept };
            let left =
                if index < broken || passed > 0.999 { 0.0 } else { (*until - passed) / (1.0 - passed) };
            *until = in_time + (1.0 - kept) * left;
        }
        self
    }

    /// What each period is expected to bring, in whole minor units that add up.
    pub fn expected(&self) -> Vec<i64> {
        let mut before = 0;
        self.by_end
            .iter()
            .map(|until| {
                let by_now = super::whole_minor(self.amount_minor as f64 * until);
                by_now - std::mem::replace(&mut before, by_now)
            })
            .collect()
    }

    /// How probable it is that it comes within the horizon, in percent.
    pub fn percent(&self) -> u32 {
        (self.by_end.last().copied().unwrap_or(0.0) * 100.0).round().clamp(0.0, 100.0) as u32
    }

    fn draw(&self, chance: &mut Chance) -> Option<usize> {
        let drawn = chance.unit();
        self.by_end.iter().position(|until| drawn < *until)
    }
}

/// What is invoiced after the origin, as the recent past has it; of each period a share, where some is known otherwise.
#[derive(Debug)]
pub struct Later<'f> {
    pub behaviour: &'f Behaviour,
    pub invoicing: &'f Invoicing,
    pub share: Vec<f64>,
}

impl<'f> Later<'f> {
    /// What is left of the recent level beside what is known to be invoiced in each period, in minor units.
    pub fn beside(
        behaviour: &'f Behaviour,
        invoicing: &'f Invoicing,
        horizon: &Horizon,
        known_minor: &[i64],
    ) -> Later<'f> {
        let usual = invoicing.usual_minor();
        let share = spans(horizon).zip(known_minor).map(|((before, end), known)| {
            let expected = invoicing.expected_between(before, end) * usual;
            if expected > 0.0 { (1.0 - *known as f64 / expected).clamp(0.0, 1.0) } else { 0.0 }
        });
        let share = share.collect();
        Later { behaviour, invoicing, share }
    }
}

/// The last day before each period, and its last day.
fn spans(horizon: &Horizon) -> impl Iterator<Item = (DayNumber, DayNumber)> {
    std::iter::once(super::history::number_of(horizon.origin())).chain(horizon.ends()).zip(horizon.ends())
}

/// Sums of each period, one for each draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    pub open: Vec<Vec<i64>>,
    pub later: Vec<Vec<i64>>,
}

impl Drawn {
    /// What comes in each period, in each draw.
    pub fn total(&self) -> Vec<Vec<i64>> {
        let both = self.open.iter().zip(&self.later);
        both.map(|(open, later)| open.iter().zip(later).map(|(open, later)| open + later).collect()).collect()
    }

    /// What later invoices bring in each period on the average, in whole minor units.
    pub fn later_minor(&self) -> Vec<i64> {
        let mean =
            |sums: &Vec<i64>| sums.iter().map(|sum| *sum as f64).sum::<f64>() / sums.len().max(1) as f64;
        self.later.iter().map(|sums| super::whole_minor(mean(sums))).collect()
    }
}

/// Sums of each period, added up from the first on, draw by draw.
pub fn cumulated(mut periods: Vec<Vec<i64>>) -> Vec<Vec<i64>> {
    for period in 1..periods.len() {
        let (done, rest) = periods.split_at_mut(period);
        if let (Some(before), Some(sums)) = (done.last(), rest.first_mut()) {
            sums.iter_mut().zip(before).for_each(|(sum, before)| *sum += before);
        }
    }
    periods
}

/// Draws what comes; the same seed gives the same draws.
pub fn drawn(items: &[Uncertain], later: Option<&Later<'_>>, horizon: &Horizon, seed: u64) -> Drawn {
    let starts: Vec<(DayNumber, DayNumber)> = spans(horizon).collect();
    let expected: Vec<f64> = match later {
        Some(later) => starts
            .iter()
            .zip(&later.share)
            .map(|((before, end), share)| share * later.invoicing.expected_between(*before, *end))
            .collect(),
        None => vec![0.0; horizon.len()],
    };
    let steps = items.len() + expected.iter().sum::<f64>() as usize;
    let draws = (STEPS / steps.max(1)).clamp(DRAWS_MIN, DRAWS_MAX);
    let mut chance = Chance::new(seed);
    let empty = || vec![vec![0_i64; draws]; horizon.len()];
    let mut drawn = Drawn { open: empty(), later: empty() };
    for draw in 0..draws {
        for item in items {
            if let Some(sums) = item.draw(&mut chance).and_then(|period| drawn.open.get_mut(period)) {
                sums[draw] += item.amount_minor;
            }
        }
        let Some(later) = later else { continue };
        for ((before, end), mean) in starts.iter().zip(&expected) {
            for _ in 0..chance.count(*mean) {
                let Some(terms) = later.invoicing.draw(*before, *end, &mut chance) else { continue };
                let settled = later.behaviour.settling(&terms).reaching(chance.unit());
                let Some(settled) = settled.map(|day| day.max(terms.issued)) else { continue };
                let period = starts.partition_point(|(_, end)| *end < settled);
                if let Some(sums) = drawn.later.get_mut(period) {
                    sums[draw] += terms.amount_minor;
                }
            }
        }
    }
    drawn
}
