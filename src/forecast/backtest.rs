//! The record of the forecast on a book's own past: what it would have said, set against what happened.
//!
//! Every forecast is made from a [`History`] that ends on the day it is made, so nothing later can enter; the test
//! `what_happens_after_a_day_changes_no_forecast_made_on_it` scrambles the future and sees the same forecasts.

use super::accuracy::{auc, brier, share, wape};
use super::band::Band;
use super::history::{DayNumber, History, Terms};
use super::late::Lateness;
use super::paths::{WEEKS, WeekAhead, weeks_ahead};
use super::rules::{Medians, by_rules};

/// The later part of the invoices, told from the earlier.
const TESTED: f64 = 0.30;
const BETWEEN_ORIGINS_DAYS: i32 = 28;
const AHEAD_DAYS: i32 = 7 * WEEKS as i32;
/// A forecast looks back on so much at least.
const LEARNED_DAYS: i32 = 180;
/// Earlier forecasts than these say nothing about how well bands hold today.
const REHEARSED_DAYS: i32 = 1092;

/// How well a method told what came.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scores {
    pub late_auc: Option<f64>,
    pub late_brier: Option<f64>,
    pub wape_open: Option<f64>,
    pub wape_total: Option<f64>,
    pub coverage_80: Option<f64>,
}

/// The forecast beside the rules it has to beat.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The last day that was known when the later invoices were told.
    pub cut: DayNumber,
    pub learned_invoices: usize,
    pub tested_invoices: usize,
    pub late_share: Option<f64>,
    /// Whether a model tells the probability of being late; else the customer's base rate does.
    pub is_model: bool,
    pub base_rate: Scores,
    pub origins: usize,
    pub scored_weeks: usize,
    pub forecast: Scores,
    /// Of the band of what comes from open items alone.
    pub coverage_80_open: Option<f64>,
    pub due_date: Scores,
    pub customer_median: Scores,
    pub flat_average: Scores,
}

/// The last day of the earlier part; `None` without invoices.
pub fn cut_of(history: &History) -> Option<DayNumber> {
    let at = (history.invoices().len() as f64 * (1.0 - TESTED)).floor() as usize;
    history.invoices().get(at).or(history.invoices().last()).map(|past| past.terms.issued - 1)
}

/// Tells the later part of a history from the earlier and scores it; `None` without invoices.
pub fn backtest(history: &History) -> Option<Record> {
    let cut = cut_of(history)?;
    let told = told_late(history, cut);
    let weekly = told_weeks(history, cut);
    let happened = |pick: fn(&ToldLate) -> f64| -> Vec<(f64, bool)> {
        told.iter().map(|told| (pick(told), told.is_late)).collect()
    };
    let late = |pick: fn(&ToldLate) -> f64| Scores {
        late_auc: auc(&happened(pick)),
        late_brier: brier(&happened(pick)),
        ..Scores::default()
    };
    let rule = |pick: fn(&ToldLate) -> f64, index: usize| weekly.of_rule(index, late(pick));
    let median = rule(|told| if told.median > 0 { 1.0 } else { 0.0 }, 1);
    let by_median: Vec<(f64, bool)> =
        told.iter().map(|told| (f64::from(told.median), told.is_late)).collect();
    Some(Record {
        cut,
        learned_invoices: history.known_on(cut).invoices().len(),
        tested_invoices: told.len(),
        late_share: share(told.iter().map(|told| told.is_late)),
        is_model: told.first().is_some_and(|told| told.is_model),
        base_rate: late(|told| told.base_rate),
        origins: weekly.origins,
        scored_weeks: weekly.weeks.len(),
        forecast: weekly.of_forecast(late(|told| told.probability)),
        coverage_80_open: weekly.coverage(|week| (week.ours.open, week.actual.0)),
        due_date: rule(|_| 0.0, 0),
        customer_median: Scores { late_auc: auc(&by_median), ..median },
        flat_average: rule(|told| told.company_rate, 2),
    })
}

/// A later invoice, what was told of it, and what happened.
#[derive(Debug, Clone, Copy, PartialEq)]
struct ToldLate {
    probability: f64,
    base_rate: f64,
    company_rate: f64,
    median: i32,
    is_model: bool,
    is_late: bool,
}

fn told_late(history: &History, cut: DayNumber) -> Vec<ToldLate> {
    let past = history.known_on(cut);
    let (lateness, medians) = (Lateness::learn(&past), Medians::of(&past));
    let later = history.invoices().iter().filter(|past| past.terms.issued > cut);
    later
        .filter_map(|past| {
            Some(ToldLate {
                probability: lateness.probability(&past.terms),
                base_rate: lateness.base_rate(&past.terms),
                company_rate: lateness.company_rate(),
                median: medians.of_customer(past.terms.customer),
                is_model: lateness.is_model(),
                is_late: past.is_late(history.known())?,
            })
        })
        .collect()
}

/// How well the probability of being late was told of the later invoices, and how well by the customer's own rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LateRecord {
    pub tested: usize,
    pub is_model: bool,
    pub told: Scores,
    pub base_rate: Scores,
}

/// Tells of the later invoices of a history whether they are late, from the earlier, and scores it; `None` without any.
pub fn late_record(history: &History) -> Option<LateRecord> {
    let told = told_late(history, cut_of(history)?);
    let scores = |pick: fn(&ToldLate) -> f64| {
        let pairs: Vec<(f64, bool)> = told.iter().map(|told| (pick(told), told.is_late)).collect();
        Scores { late_auc: auc(&pairs), late_brier: brier(&pairs), ..Scores::default() }
    };
    let is_model = told.first()?.is_model;
    let [ours, base_rate] = [scores(|told| told.probability), scores(|told| told.base_rate)];
    Some(LateRecord { tested: told.len(), is_model, told: ours, base_rate })
}

/// How probable it is that each of these invoices is late, told on the last day of a history.
pub fn late_probabilities(known: &History, asked: &[Terms]) -> Vec<f64> {
    let lateness = Lateness::learn(known);
    asked.iter().map(|terms| lateness.probability(terms)).collect()
}

/// The weeks after the last day of a history, their bands widened or narrowed by how earlier ones held.
pub fn calibrated_weeks(known: &History) -> Vec<WeekAhead> {
    let origin = known.known();
    let widening = Widening::learn(&rehearsed_weeks(known, origin), origin);
    weeks_ahead(known, seed(origin)).into_iter().map(|week| widening.applied(week)).collect()
}

/// The same days draw the same chance.
pub(super) fn seed(origin: DayNumber) -> u64 {
    u64::from(origin.unsigned_abs())
}

/// A week that was forecast and has passed.
#[derive(Debug, Clone)]
pub(super) struct ToldWeek {
    last_day: DayNumber,
    pub ours: WeekAhead,
    /// What the rules told, in their order: from items open at the origin, and of everything.
    pub rules: [(f64, f64); 3],
    /// What came, likewise.
    pub actual: (i64, i64),
}

/// The weeks of one origin that had passed on the last day of `later`.
fn scored_weeks(known: &History, later: &History) -> Vec<ToldWeek> {
    let origin = known.known();
    let ours = weeks_ahead(known, seed(origin));
    let rules = by_rules(known, &known.open_terms());
    let actual = came(later, origin);
    let weeks = ours.into_iter().zip(actual).enumerate();
    weeks
        .map(|(week, (ours, actual))| ToldWeek {
            last_day: origin + 7 * (week as DayNumber + 1),
            ours,
            rules: std::array::from_fn(|rule| (rules[rule].open[week], rules[rule].total[week])),
            actual,
        })
        .filter(|week| week.last_day <= later.known())
        .collect()
}

/// The weeks of the origins before a day, every four weeks as far back as bands are learned from.
pub(super) fn rehearsed_weeks(history: &History, day: DayNumber) -> Vec<ToldWeek> {
    let Some((first, _)) = history.span() else { return Vec::new() };
    let earliest = (first + LEARNED_DAYS).max(day - REHEARSED_DAYS);
    let origins =
        (1..).map(|back| day - back * BETWEEN_ORIGINS_DAYS).take_while(|origin| *origin >= earliest);
    origins.flat_map(|origin| scored_weeks(&history.known_on(origin), history)).collect()
}

/// What came in each week after an origin: from items open then, and of everything.
fn came(later: &History, origin: DayNumber) -> [(i64, i64); WEEKS] {
    let mut weeks = [(0, 0); WEEKS];
    for past in later.invoices() {
        let Some(settled) = past.settled.filter(|day| *day > origin) else { continue };
        let week = usize::try_from((settled - origin - 1) / 7).unwrap_or(usize::MAX);
        let Some((open, total)) = weeks.get_mut(week) else { continue };
        *total += past.terms.amount_minor;
        if past.terms.issued <= origin {
            *open += past.terms.amount_minor;
        }
    }
    weeks
}

struct Weekly {
    origins: usize,
    weeks: Vec<ToldWeek>,
}

/// Every four weeks of the tested span: origins whose thirteen weeks lie before the last invoice, or, in a short
/// history, as many weeks as do.
fn told_weeks(history: &History, cut: DayNumber) -> Weekly {
    let Some((_, last)) = history.span() else { return Weekly { origins: 0, weeks: Vec::new() } };
    let mut tested: Vec<DayNumber> = Vec::new();
    let mut day = cut;
    while day + AHEAD_DAYS <= last || (tested.is_empty() && day + 7 <= last) {
        tested.push(day);
        day += BETWEEN_ORIGINS_DAYS;
    }
    let mut told = rehearsed_weeks(history, cut);
    let mut weeks = Vec::new();
    for origin in &tested {
        let raw = scored_weeks(&history.known_on(*origin), history);
        let widening = Widening::learn(&told, *origin);
        let passed = raw.iter().filter(|week| week.last_day <= last);
        weeks.extend(passed.map(|week| ToldWeek { ours: widening.applied(week.ours), ..week.clone() }));
        told.extend(raw);
    }
    Weekly { origins: tested.len(), weeks }
}

impl Weekly {
    fn of_forecast(&self, late: Scores) -> Scores {
        let pairs = |pick: fn(&ToldWeek) -> (i64, i64)| -> Vec<(f64, f64)> {
            self.weeks.iter().map(pick).map(|(told, actual)| (told as f64, actual as f64)).collect()
        };
        Scores {
            wape_open: wape(&pairs(|week| (week.ours.open.p50, week.actual.0))),
            wape_total: wape(&pairs(|week| (week.ours.total.p50, week.actual.1))),
            coverage_80: self.coverage(|week| (week.ours.total, week.actual.1)),
            ..late
        }
    }

    fn of_rule(&self, rule: usize, late: Scores) -> Scores {
        let weeks = || self.weeks.iter().filter_map(|week| Some((week.rules.get(rule)?, week.actual)));
        let open: Vec<(f64, f64)> = weeks().map(|(told, actual)| (told.0, actual.0 as f64)).collect();
        let total: Vec<(f64, f64)> = weeks().map(|(told, actual)| (told.1, actual.1 as f64)).collect();
        Scores {
            wape_open: wape(&open),
            wape_total: wape(&total),
            // A rule names one amount: it holds where exactly that came.
            coverage_80: share(total.iter().map(|(told, actual)| (told - actual).abs() < 0.5)),
            ..late
        }
    }

    fn coverage(&self, pick: fn(&ToldWeek) -> (Band, i64)) -> Option<f64> {
        share(self.weeks.iter().map(pick).map(|(band, actual)| band.holds(actual)))
    }
}

/// How much farther, on either side of the middle, weeks fell than their bands said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Widening {
    pub open: (f64, f64),
    pub total: (f64, f64),
}

/// Bands as they are drawn count as so many weeks that held.
const BELIEVED_WEEKS: f64 = 13.0;
/// Weeks that passed earlier count less.
const FADING_DAYS: f64 = 250.0;

impl Widening {
    /// From weeks that had passed on a day.
    pub fn learn(told: &[ToldWeek], day: DayNumber) -> Widening {
        let passed: Vec<&ToldWeek> = told.iter().filter(|week| week.last_day <= day).collect();
        let of = |pick: fn(&ToldWeek) -> (Band, i64)| {
            let fallen: Vec<Fallen> = passed
                .iter()
                .map(|week| {
                    let (band, actual) = pick(week);
                    let weight = (-f64::from(day - week.last_day) / FADING_DAYS).exp();
                    Fallen { band, actual, weight }
                })
                .collect();
            (reach(&fallen, -1), reach(&fallen, 1))
        };
        Widening {
            open: of(|week| (week.ours.open, week.actual.0)),
            total: of(|week| (week.ours.total, week.actual.1)),
        }
    }

    fn applied(&self, week: WeekAhead) -> WeekAhead {
        WeekAhead { open: widened(week.open, self.open), total: widened(week.total, self.total) }
    }
}

/// A passed week, and what it counts for.
struct Fallen {
    band: Band,
    actual: i64,
    weight: f64,
}

/// How far nine of ten weeks fell on one side, in half-widths of their bands.
fn reach(weeks: &[Fallen], side: i64) -> f64 {
    let ratio = |week: &Fallen| {
        let Band { p10, p50, p90 } = week.band;
        let width = if side < 0 { p50 - p10 } else { p90 - p50 };
        (width > 0).then(|| ((side * (week.actual - p50)) as f64 / width as f64, week.weight))
    };
    let mut ratios: Vec<(f64, f64)> = weeks.iter().filter_map(ratio).collect();
    ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
    let weight: f64 = ratios.iter().map(|(_, weight)| weight).sum();
    let mut passed = 0.0;
    let at = ratios.iter().find(|(_, weight_of_week)| {
        passed += weight_of_week;
        passed >= 0.9 * weight
    });
    let found = at.map_or(1.0, |(ratio, _)| ratio.clamp(0.2, 6.0));
    (weight * found + BELIEVED_WEEKS) / (weight + BELIEVED_WEEKS)
}

/// A band with each side so many times as wide.
pub(super) fn widened(band: Band, (below, above): (f64, f64)) -> Band {
    let down = super::whole_minor((band.p50 - band.p10) as f64 * below);
    let up = super::whole_minor((band.p90 - band.p50) as f64 * above);
    Band { p10: (band.p50 - down).max(0), p50: band.p50, p90: band.p50 + up }
}
