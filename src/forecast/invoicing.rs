//! What will be invoiced: the recent level by week, with the seasons the past shows.
//!
//! Future invoices are drawn from recent ones, customer, amount and terms together, so that big and small ones and
//! slow and quick payers keep their share.

use chrono::{Datelike, NaiveDate};

use super::chance::Chance;
use super::history::{DayNumber, History, Terms};

/// After so many days an invoice counts half for the level and as an example.
const HALF_LIFE_DAYS: f64 = 75.0;
/// Seasons are looked for where the past is so long.
const SEASONS_DAYS: i32 = 400;
const EXAMPLES: usize = 4096;

/// The level, the seasons and the examples, as far as a history tells.
#[derive(Debug, Clone)]
pub struct Invoicing {
    /// Invoices a day in a month like any other.
    daily: f64,
    seasons: [f64; 12],
    examples: Vec<Terms>,
}

impl Invoicing {
    pub fn learn(history: &History) -> Invoicing {
        let seasons = seasons(history);
        let Some((first, _)) = history.span() else {
            return Invoicing { daily: 0.0, seasons, examples: Vec::new() };
        };
        let fading = |day: DayNumber| {
            (-std::f64::consts::LN_2 * f64::from(history.known() - day) / HALF_LIFE_DAYS).exp()
        };
        let days: f64 = (first..=history.known()).map(|day| fading(day) * of_month(&seasons, day)).sum();
        let counted: f64 = history.invoices().iter().map(|past| fading(past.terms.issued)).sum();
        let daily = if days > 0.0 { counted / days } else { 0.0 };
        Invoicing { daily, seasons, examples: examples(history, counted, fading) }
    }

    /// How many invoices are expected after one day up to another.
    pub fn expected_between(&self, before: DayNumber, end: DayNumber) -> f64 {
        (before + 1..=end).map(|day| self.daily * of_month(&self.seasons, day)).sum()
    }

    /// What an invoice comes to on the average, in minor units.
    pub fn usual_minor(&self) -> f64 {
        let sum: f64 = self.examples.iter().map(|terms| terms.amount_minor as f64).sum();
        sum / self.examples.len().max(1) as f64
    }

    /// An invoice issued after one day up to another; `None` where there never was one.
    pub fn draw(&self, before: DayNumber, end: DayNumber, chance: &mut Chance) -> Option<Terms> {
        let example = self.examples.get(chance.below(self.examples.len()))?;
        let days = usize::try_from(end - before).unwrap_or(0);
        let issued = before + 1 + chance.below(days) as DayNumber;
        Some(Terms { issued, due: issued + example.due - example.issued, ..*example })
    }
}

/// Evenly spaced picks along the cumulated weights: each invoice as often as it counts.
fn examples(history: &History, weight: f64, fading: impl Fn(DayNumber) -> f64) -> Vec<Terms> {
    if weight <= 0.0 {
        return Vec::new();
    }
    let step = weight / EXAMPLES as f64;
    let (mut passed, mut next) = (0.0, step / 2.0);
    let mut picked = Vec::with_capacity(EXAMPLES);
    for past in history.invoices() {
        passed += fading(past.terms.issued);
        while next < passed && picked.len() < EXAMPLES {
            picked.push(past.terms);
            next += step;
        }
    }
    picked
}

fn of_month(seasons: &[f64; 12], day: DayNumber) -> f64 {
    let month = NaiveDate::from_num_days_from_ce_opt(day).map_or(0, |date| date.month0());
    seasons.get(month as usize).copied().unwrap_or(1.0)
}

/// What each calendar month has beside the line through all of them, drawn to one as far as chance explains it.
fn seasons(history: &History) -> [f64; 12] {
    let mut seasons = [1.0; 12];
    let Some((first, _)) = history.span() else { return seasons };
    if history.known() - first < SEASONS_DAYS {
        return seasons;
    }
    let weeks = usize::try_from((history.known() - first + 1) / 7).unwrap_or(0);
    let mut counts = vec![0.0; weeks];
    for past in history.invoices() {
        let week = usize::try_from((past.terms.issued - first) / 7).unwrap_or(usize::MAX);
        if let Some(count) = counts.get_mut(week) {
            *count += 1.0;
        }
    }
    let line = line_through(&counts);
    let (mut actual, mut usual) = ([0.0; 12], [0.0; 12]);
    for (week, count) in counts.iter().enumerate() {
        let middle =
            NaiveDate::from_num_days_from_ce_opt(first + 7 * week as DayNumber + 3).unwrap_or_default();
        actual[middle.month0() as usize] += count;
        usual[middle.month0() as usize] += (line.0 + line.1 * week as f64).max(0.1);
    }
    let ratio = |month: usize| if usual[month] > 0.0 { actual[month] / usual[month] } else { 1.0 };
    let spread: f64 = (0..12).map(|month| (ratio(month) - 1.0).powi(2)).sum::<f64>() / 12.0;
    let by_chance: f64 = (0..12).map(|month| 1.5 / f64::max(usual[month], 1.0)).sum::<f64>() / 12.0;
    let believed = if spread > 0.0 { (1.0 - by_chance / spread).max(0.0) } else { 0.0 };
    for (month, season) in seasons.iter_mut().enumerate() {
        *season = (1.0 + believed * (ratio(month) - 1.0)).clamp(0.3, 3.0);
    }
    seasons
}

/// Where the least squares put a line: its start and its slope.
fn line_through(counts: &[f64]) -> (f64, f64) {
    let count = counts.len().max(1) as f64;
    let (mean_x, mean_y) = ((count - 1.0) / 2.0, counts.iter().sum::<f64>() / count);
    let (mut with, mut squares) = (0.0, 0.0);
    for (x, y) in counts.iter().enumerate() {
        let off = x as f64 - mean_x;
        with += off * (y - mean_y);
        squares += off * off;
    }
    let slope = if squares > 0.0 { with / squares } else { 0.0 };
    (mean_y - slope * mean_x, slope)
}
