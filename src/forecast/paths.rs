//! Thirteen weeks drawn many times: what open items and later invoices bring in each.

use super::band::{Band, Sums};
use super::behaviour::Behaviour;
use super::chance::Chance;
use super::history::{History, Past};
use super::invoicing::Invoicing;

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
    let origin = history.known();
    let items: Vec<Item> = history.open().filter_map(|past| Item::of(past, &behaviour, origin)).collect();
    let expected: Vec<f64> =
        (0..WEEKS).map(|week| invoicing.expected_in_week(origin + 7 * week as i32)).collect();
    let steps = items.len() + expected.iter().sum::<f64>() as usize;
    let draws = (STEPS / steps.max(1)).clamp(DRAWS_MIN, DRAWS_MAX);
    let mut chance = Chance::new(seed);
    let (mut open, mut total) = (vec![Vec::new(); WEEKS], vec![Vec::new(); WEEKS]);
    for _ in 0..draws {
        let mut sums = [0_i64; WEEKS];
        for item in &items {
            if let Some(sum) = item.draw(&mut chance).and_then(|week| sums.get_mut(week)) {
                *sum += item.amount_minor;
            }
        }
        for (sums_of_week, sum) in open.iter_mut().zip(sums) {
            sums_of_week.push(sum);
        }
        for (week, mean) in expected.iter().enumerate() {
            for _ in 0..chance.count(*mean) {
                let Some(terms) = invoicing.draw(origin + 7 * week as i32, &mut chance) else { continue };
                let settled = behaviour.settling(&terms).reaching(chance.unit());
                let Some(settled) = settled.map(|day| day.max(terms.issued)) else { continue };
                let week = usize::try_from((settled - origin - 1) / 7).unwrap_or(usize::MAX);
                if let Some(sum) = sums.get_mut(week) {
                    *sum += terms.amount_minor;
                }
            }
        }
        for (sums_of_week, sum) in total.iter_mut().zip(sums) {
            sums_of_week.push(sum);
        }
    }
    let band = |drawn: Vec<i64>| Sums::of_draws(drawn).band();
    open.into_iter()
        .zip(total)
        .map(|(open, total)| WeekAhead { open: band(open), total: band(total) })
        .collect()
}

/// An open item: how probable it is that it is settled by the end of each week.
struct Item {
    amount_minor: i64,
    by_week: [f64; WEEKS],
}

impl Item {
    /// `None` for an item of which nothing more is expected.
    fn of(past: &Past, behaviour: &Behaviour, origin: i32) -> Option<Item> {
        let settling = behaviour.settling(&past.terms);
        let passed = settling.until(origin);
        let left = 1.0 - passed;
        if left < 1e-9 {
            return None;
        }
        let by_week =
            std::array::from_fn(|week| (settling.until(origin + 7 * (week as i32 + 1)) - passed) / left);
        Some(Item { amount_minor: past.terms.amount_minor, by_week })
    }

    fn draw(&self, chance: &mut Chance) -> Option<usize> {
        let drawn = chance.unit();
        self.by_week.iter().position(|until| drawn < *until)
    }
}
