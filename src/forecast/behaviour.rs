//! How each customer settles: its own delays, filled from its shape and the company's.
//!
//! A customer of many invoices is described by them. One of few borrows: the company's spread around a customer's
//! usual day, moved to where this one usually pays, and the company's delays as they are where nothing is known.
//! Older invoices count less; how fast they fade and how much is borrowed is what foretold the book's own past best.

use chrono::{Datelike, NaiveDate};

use super::delays::{Delay, Delays, OWN_CLOSED_MIN, Observed};
use super::history::{DayNumber, History, Past, Terms};

/// From which day a customer counts when it pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clock {
    Due,
    Issued,
    /// The last day of the month in which it falls due: customers with one payment run a month.
    MonthEnd,
}

impl Clock {
    const OTHERS: [Clock; 2] = [Clock::Issued, Clock::MonthEnd];

    fn start(self, terms: &Terms) -> DayNumber {
        match self {
            Clock::Due => terms.due,
            Clock::Issued => terms.issued,
            Clock::MonthEnd => month_end(terms.due),
        }
    }
}

fn month_end(day: DayNumber) -> DayNumber {
    let Some(date) = NaiveDate::from_num_days_from_ce_opt(day) else { return day };
    let (year, month) =
        if date.month() == 12 { (date.year() + 1, 1) } else { (date.year(), date.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 1).map_or(day, |next| next.num_days_from_ce() - 1)
}

/// What is chosen by the past.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tuning {
    /// After so many days an invoice counts half.
    pub half_life_days: f64,
    /// The borrowed shape counts as so many invoices.
    pub borrowed: f64,
}

const HALF_LIVES_DAYS: [f64; 4] = [60.0, 150.0, 360.0, 1500.0];
const BORROWED: [f64; 3] = [3.0, 8.0, 20.0];
/// Where the past is too short to choose by.
pub(super) const USUAL: Tuning = Tuning { half_life_days: 360.0, borrowed: 8.0 };
/// How far back the tunings are tried, and how many invoices that must give.
const TRIAL_DAYS: [i32; 2] = [182, 91];
const TRIAL_MIN: usize = 40;
/// Another clock than the due day is believed only where it leaves so much less spread.
const CLOCK_GAIN: f64 = 0.6;
/// A customer may turn out like any other: its own invoices count against so many of the company's.
const STRANGENESS_MIN: f64 = 0.5;
/// Standardised days in a shape: eighths of a spread, from −6 to 12 spreads.
const EIGHTHS: f64 = 8.0;
const SHAPE_FIRST: i32 = -48;
const SHAPE_LAST: i32 = 96;

/// How the customers of a company settle, as far as a history tells.
#[derive(Debug, Clone)]
pub struct Behaviour {
    company: Delays,
    customers: Vec<Habit>,
}

/// A customer's clock and its delays on it.
#[derive(Debug, Clone)]
struct Habit {
    clock: Clock,
    delays: Option<Delays>,
}

/// When one invoice is settled.
#[derive(Debug, Clone, Copy)]
pub struct Settling<'b> {
    delays: &'b Delays,
    start: DayNumber,
}

impl Settling<'_> {
    /// The same so many days later.
    pub fn delayed(self, days: u32) -> Self {
        let days = DayNumber::try_from(days).unwrap_or(DayNumber::MAX / 2);
        Settling { start: self.start.saturating_add(days), ..self }
    }

    /// How probable it is that the invoice is settled at the end of a day.
    pub fn until(&self, day: DayNumber) -> f64 {
        self.delays.until(day - self.start)
    }

    /// The day at which the probability reaches `level`.
    pub fn reaching(&self, level: f64) -> Option<DayNumber> {
        self.delays.reaching(level).map(|days| self.start + days)
    }
}

impl Behaviour {
    /// Learns from a history, with the tuning that foretold the last half year best.
    pub fn learn(history: &History) -> Behaviour {
        Behaviour::fit(history, tuned(history))
    }

    /// When an invoice of these terms is settled.
    pub fn settling(&self, terms: &Terms) -> Settling<'_> {
        match self.customers.get(terms.customer) {
            Some(Habit { clock, delays: Some(delays) }) => Settling { delays, start: clock.start(terms) },
            _ => Settling { delays: &self.company, start: terms.due },
        }
    }

    pub(super) fn fit(history: &History, tuning: Tuning) -> Behaviour {
        let weight = |past: &Past| {
            (-std::f64::consts::LN_2 * f64::from(history.known() - past.terms.issued) / tuning.half_life_days)
                .exp()
        };
        let observe = |past: &Past, clock: Clock| {
            let start = clock.start(&past.terms);
            let until = past.settled.unwrap_or(history.known());
            Delay { days: until - start, is_settled: past.settled.is_some(), weight: weight(past) }
        };
        let mut own: Vec<Vec<&Past>> = vec![Vec::new(); history.customers()];
        let mut all = Observed::days();
        for past in history.invoices() {
            all.add(observe(past, Clock::Due));
            if let Some(own) = own.get_mut(past.terms.customer) {
                own.push(past);
            }
        }
        let company = with_never(&all.blended(None));
        let seen: Vec<Seen> = own.iter().map(|own| Seen::of(own, &observe)).collect();
        let spread = Spread::of(&seen, &company);
        let placed: Vec<Place> = seen.iter().map(|seen| spread.place(seen)).collect();
        let mut shape = Observed::between(SHAPE_FIRST, SHAPE_LAST);
        for ((own, seen), place) in own.iter().zip(&seen).zip(&placed) {
            for past in own {
                let delay = observe(past, seen.clock);
                let standard = (f64::from(delay.days) - place.mean) / place.deviation * EIGHTHS;
                shape.add(Delay { days: standard.round() as i32, ..delay });
            }
        }
        let shape = shape.blended(None);
        let habit = |(seen, place): (&Seen, &Place)| {
            if seen.invoices == 0 {
                return Habit { clock: Clock::Due, delays: None };
            }
            let moved = place.moved(&shape, &company, seen.clock);
            let borrowed = if seen.closed < OWN_CLOSED_MIN {
                tuning.borrowed.max(OWN_CLOSED_MIN as f64)
            } else {
                tuning.borrowed
            };
            Habit { clock: seen.clock, delays: Some(seen.observed.blended(Some((&moved, borrowed)))) }
        };
        let customers = seen.iter().zip(&placed).map(habit).collect();
        Behaviour { company, customers }
    }
}

/// A company's delays never end in certainty: of a thousand invoices one is never paid.
fn with_never(delays: &Delays) -> Delays {
    Delays::of_cumulated(|day| delays.until(day) * 0.999)
}

/// What a customer's own invoices say.
struct Seen {
    clock: Clock,
    observed: Observed,
    invoices: usize,
    closed: usize,
    /// What its settled invoices count for.
    weight: f64,
    mean: f64,
    variance: f64,
}

impl Seen {
    fn of(own: &[&Past], observe: &impl Fn(&Past, Clock) -> Delay) -> Seen {
        let closed = own.iter().filter(|past| past.settled.is_some()).count();
        let clock = if closed >= OWN_CLOSED_MIN { own_clock(own, observe) } else { Clock::Due };
        let observed = Observed::of(own.iter().map(|past| observe(past, clock)));
        let weight = observed.settled_weight();
        let (mean, variance) = observed.blended(None).mean_and_variance().unwrap_or((0.0, 0.0));
        Seen { clock, observed, invoices: own.len(), closed, weight, mean, variance }
    }
}

/// The clock by which a customer's delays lie closest together.
fn own_clock(own: &[&Past], observe: &impl Fn(&Past, Clock) -> Delay) -> Clock {
    let spread = |clock: Clock| {
        let settled: Vec<Delay> =
            own.iter().map(|past| observe(past, clock)).filter(|delay| delay.is_settled).collect();
        let weight: f64 = settled.iter().map(|delay| delay.weight).sum();
        let mean = settled.iter().map(|delay| f64::from(delay.days) * delay.weight).sum::<f64>() / weight;
        let far = settled.iter().map(|delay| (f64::from(delay.days) - mean).abs() * delay.weight);
        far.sum::<f64>() / weight
    };
    let mut best = (Clock::Due, CLOCK_GAIN * spread(Clock::Due));
    for clock in Clock::OTHERS {
        let found = spread(clock);
        if found < best.1 {
            best = (clock, found);
        }
    }
    best.0
}

/// How far customers lie apart, and how far a customer's invoices.
struct Spread {
    mean: f64,
    within: f64,
    /// A customer's own mean counts against the company's as its weight against this.
    borrowed: f64,
}

/// Where a customer usually pays, and how far around it.
struct Place {
    mean: f64,
    deviation: f64,
    /// How much of what is borrowed is the company's delays as they are.
    unmoved: f64,
}

impl Spread {
    fn of(seen: &[Seen], company: &Delays) -> Spread {
        let (mean, total) = company.mean_and_variance().unwrap_or((0.0, 100.0));
        let known: Vec<&Seen> =
            seen.iter().filter(|seen| seen.weight > 1.0 && seen.clock == Clock::Due).collect();
        let weight: f64 = known.iter().map(|seen| seen.weight).sum();
        if weight < 3.0 {
            return Spread { mean, within: total.max(4.0), borrowed: 3.0 };
        }
        let pooled: f64 = known.iter().map(|seen| seen.weight * seen.variance).sum();
        let freedom = (weight - known.len() as f64).max(1.0);
        let within = (pooled / freedom).max(1.0);
        let apart: f64 =
            known.iter().map(|seen| seen.weight * ((seen.mean - mean).powi(2) - within / seen.weight)).sum();
        let between = (apart / weight).max(0.02 * within);
        Spread { mean, within, borrowed: (within / between).clamp(0.05, 30.0) }
    }

    fn place(&self, seen: &Seen) -> Place {
        if seen.clock != Clock::Due {
            let deviation = seen.variance.max(1.0).sqrt();
            return Place { mean: seen.mean, deviation, unmoved: 0.0 };
        }
        let own = seen.weight;
        let mean = (own * seen.mean + self.borrowed * self.mean) / (own + self.borrowed);
        // Where a customer of few invoices usually pays is itself uncertain.
        let variance =
            (own * seen.variance + 4.0 * self.within) / (own + 4.0) + self.within / (own + self.borrowed);
        let strangeness = self.borrowed.max(STRANGENESS_MIN);
        Place { mean, deviation: variance.max(1.0).sqrt(), unmoved: strangeness / (own + strangeness) }
    }
}

impl Place {
    /// The shape at this place, mixed with the company's delays.
    fn moved(&self, shape: &Delays, company: &Delays, clock: Clock) -> Delays {
        let unmoved = if clock == Clock::Due { self.unmoved } else { 0.0 };
        Delays::of_cumulated(|day| {
            let standard = (f64::from(day) + 0.5 - self.mean) / self.deviation * EIGHTHS - 0.5;
            let below = standard.floor();
            let (low, high) = (shape.until(below as i32), shape.until(below as i32 + 1));
            let at_place = low + (high - low) * (standard - below);
            unmoved * company.until(day) + (1.0 - unmoved) * 0.999 * at_place
        })
    }
}

/// The tuning under which what followed past days was most probable.
pub(super) fn tuned(history: &History) -> Tuning {
    let trials: Vec<History> =
        TRIAL_DAYS.iter().map(|days| history.known_on(history.known() - days)).collect();
    let mut best = (f64::NEG_INFINITY, USUAL);
    for half_life_days in HALF_LIVES_DAYS {
        for borrowed in BORROWED {
            let tuning = Tuning { half_life_days, borrowed };
            let scores: Vec<(f64, usize)> = trials
                .iter()
                .map(|trial| likelihood(&Behaviour::fit(trial, tuning), trial, history))
                .collect();
            if scores.iter().map(|(_, count)| count).sum::<usize>() < TRIAL_MIN {
                return USUAL;
            }
            let score = scores.iter().map(|(score, _)| score).sum();
            if score > best.0 {
                best = (score, tuning);
            }
        }
    }
    best.1
}

/// How probable what happened in the thirteen weeks after a trial was, as a logarithm, and to how many invoices.
fn likelihood(behaviour: &Behaviour, trial: &History, history: &History) -> (f64, usize) {
    let (from, to) = (trial.known(), (trial.known() + 91).min(history.known()));
    let concerned = history.invoices().iter().filter(|past| {
        past.terms.issued <= to && past.terms.issued > from - 120 && past.settled.is_none_or(|day| day > from)
    });
    let (mut score, mut count) = (0.0, 0);
    for past in concerned {
        let settling = behaviour.settling(&past.terms);
        let start = if past.terms.issued <= from { settling.until(from) } else { 0.0 };
        let probability = match past.settled.filter(|day| *day <= to) {
            // Within three days is as good as on the day: weeks are what is forecast.
            Some(day) => settling.until(day + 3) - settling.until(day - 4).max(start),
            None => 1.0 - settling.until(to),
        };
        score += (probability / (1.0 - start).max(1e-6)).clamp(1e-4, 1.0).ln();
        count += 1;
    }
    (score, count)
}
