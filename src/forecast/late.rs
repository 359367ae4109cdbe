//! How probable it is that an invoice is paid after its due day, told on the day of its issue.
//!
//! Only what was known on the day of learning enters: the customer's own past, its overdue debts, the invoice itself.
//! The model is shown only where it beats the customer's own base rate on later invoices it has not seen, in order
//! (AUC) and in distance (Brier); else the base rate is what is told.

use chrono::{Datelike, NaiveDate};

use super::accuracy::{auc, brier};
use super::behaviour::Behaviour;
use super::history::{DayNumber, History, Terms};
use super::regression::{Logistic, expit, logit};

/// A customer's own rate counts against the company's as its invoices against so many.
const BORROWED: f64 = 5.0;
/// Later shares of the past on which learning is rehearsed, as parts of its span.
const REHEARSALS: [f64; 4] = [0.40, 0.55, 0.70, 0.85];
/// How much of the span after a rehearsal is told from it, about as much as is told from the whole.
const TOLD: f64 = 0.30;
/// The rehearsals whose outcomes decide.
const DECIDING: [f64; 2] = [0.55, 0.70];
/// Fewer outcomes than this decide nothing.
const OUTCOMES_MIN: usize = 200;
/// How much of the customer's own rate stays in what a model tells.
const STEADY: f64 = 0.3;
const RIDGES: [f64; 3] = [3.0, 20.0, 100.0];

/// What tells the probability.
#[derive(Debug, Clone)]
pub struct Lateness {
    standing: Standing,
    model: Option<Model>,
}

#[derive(Debug, Clone)]
enum Model {
    /// The distribution of delays as it is.
    Delays,
    /// Weighted with everything else that is known.
    Weighted { few: bool, logistic: Logistic },
}

/// A way to learn: the features and the ridge.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    Delays,
    Weighted { few: bool, ridge: f64 },
}

impl Lateness {
    /// Learns from what a history knows.
    pub fn learn(history: &History) -> Lateness {
        let model = chosen(history).and_then(|way| learned(&rehearsals(history), way));
        Lateness { standing: Standing::of(history), model }
    }

    /// How probable it is that an invoice of these terms is paid late.
    pub fn probability(&self, terms: &Terms) -> f64 {
        self.standing.told(terms, self.model.as_ref())
    }

    /// The customer's own late rate, drawn towards the company's where it has few invoices.
    pub fn base_rate(&self, terms: &Terms) -> f64 {
        self.standing.base_rate(terms.customer)
    }

    /// [`Lateness::probability`] and [`Lateness::base_rate`] in whole percent.
    pub fn percents(&self, terms: &Terms) -> [u32; 2] {
        let whole = |probability: f64| (probability * 100.0).round().clamp(0.0, 100.0) as u32;
        [whole(self.probability(terms)), whole(self.base_rate(terms))]
    }

    /// Whether a model beat the base rate and is what [`Lateness::probability`] tells.
    pub fn is_model(&self) -> bool {
        self.model.is_some()
    }

    /// The share of all invoices that were late.
    pub fn company_rate(&self) -> f64 {
        self.standing.company_rate
    }
}

/// What is known of customers on a day.
#[derive(Debug, Clone)]
struct Standing {
    behaviour: Behaviour,
    customers: Vec<Customer>,
    company_rate: f64,
    /// Lately, by outcomes of the last quarter.
    company_recent: f64,
    usual_amount: f64,
    usual_terms: f64,
}

#[derive(Debug, Clone, Default)]
struct Customer {
    outcomes: f64,
    late: f64,
    recent_outcomes: f64,
    recent_late: f64,
    delay_sum: f64,
    last_delays: [f64; 3],
    overdue_minor: f64,
    log_amounts: f64,
    invoices: f64,
    first_issued: Option<DayNumber>,
}

impl Standing {
    fn of(history: &History) -> Standing {
        let known = history.known();
        let mut customers = vec![Customer::default(); history.customers()];
        let (mut all, mut late, mut recent, mut recent_late) = (0.0, 0.0, 0.0, 0.0);
        let (mut amounts, mut terms_days, mut invoices) = (0.0, 0.0, 0.0);
        for past in history.invoices() {
            let Some(customer) = customers.get_mut(past.terms.customer) else { continue };
            let size = log_amount(past.terms.amount_minor);
            customer.invoices += 1.0;
            customer.log_amounts += size;
            customer.first_issued.get_or_insert(past.terms.issued);
            invoices += 1.0;
            amounts += size;
            terms_days += f64::from(past.terms.due - past.terms.issued);
            if past.settled.is_none() && past.terms.due < known {
                customer.overdue_minor += past.terms.amount_minor as f64;
            }
            // Only an invoice that has fallen due was free to turn out either way.
            let Some(is_late) = past.is_late(known).filter(|_| past.terms.due < known) else { continue };
            let one = if is_late { 1.0 } else { 0.0 };
            let fading = (-f64::from(known - past.terms.due) / 90.0).exp();
            customer.outcomes += 1.0;
            customer.late += one;
            customer.recent_outcomes += fading;
            customer.recent_late += fading * one;
            let delay = f64::from(past.settled.unwrap_or(known) - past.terms.due).clamp(-30.0, 90.0);
            customer.delay_sum += delay;
            customer.last_delays.rotate_left(1);
            customer.last_delays[2] = delay;
            (all, late) = (all + 1.0, late + one);
            (recent, recent_late) = (recent + fading, recent_late + fading * one);
        }
        let company_rate = (late + 1.0) / (all + 2.0);
        Standing {
            behaviour: Behaviour::learn(history),
            customers,
            company_rate,
            company_recent: (recent_late + 5.0 * company_rate) / (recent + 5.0),
            usual_amount: amounts / f64::max(invoices, 1.0),
            usual_terms: terms_days / f64::max(invoices, 1.0),
        }
    }

    fn base_rate(&self, customer: usize) -> f64 {
        let (late, outcomes) =
            self.customers.get(customer).map_or((0.0, 0.0), |customer| (customer.late, customer.outcomes));
        (late + BORROWED * self.company_rate) / (outcomes + BORROWED)
    }

    /// By the distribution of delays: that the due day passes with the invoice open.
    fn by_delays(&self, terms: &Terms) -> f64 {
        1.0 - self.behaviour.settling(terms).until(terms.due)
    }

    fn told(&self, terms: &Terms, model: Option<&Model>) -> f64 {
        match model {
            None => self.base_rate(terms.customer),
            Some(Model::Delays) => self.by_delays(terms),
            Some(Model::Weighted { few, logistic }) => {
                // Drawn towards the customer's own rate: what was learned once may have changed.
                let learned = logit(logistic.probability(&self.features(terms, *few)));
                expit(STEADY * logit(self.base_rate(terms.customer)) + (1.0 - STEADY) * learned)
            }
        }
    }

    fn features(&self, terms: &Terms, few: bool) -> Vec<f64> {
        let nobody = Customer::default();
        let customer = self.customers.get(terms.customer).unwrap_or(&nobody);
        let base = self.base_rate(terms.customer);
        let recent = (customer.recent_late + 3.0 * base) / (customer.recent_outcomes + 3.0);
        let size = log_amount(terms.amount_minor);
        let usual = (customer.log_amounts + 3.0 * self.usual_amount) / (customer.invoices + 3.0);
        let date = NaiveDate::from_num_days_from_ce_opt(terms.due).unwrap_or_default();
        let weekday = date.weekday().num_days_from_monday();
        let is_on = |days: &[u32]| if days.contains(&weekday) { 1.0 } else { 0.0 };
        let mut features = vec![
            logit(base),
            logit(recent),
            logit(self.by_delays(terms)),
            size - usual,
            is_on(&[5]),
            is_on(&[6]),
        ];
        if few {
            return features;
        }
        let seasons = std::f64::consts::TAU * f64::from(date.ordinal0()) / 365.25;
        let mean_delay = customer.delay_sum / (customer.outcomes + 3.0);
        let last = customer.last_delays.iter().sum::<f64>() / 3.0;
        features.extend([
            mean_delay,
            last,
            (1.0 + customer.overdue_minor / usual.exp()).ln(),
            size - self.usual_amount,
            f64::from(terms.due - terms.issued) - self.usual_terms,
            is_on(&[0]),
            is_on(&[4]),
            if date.day() >= 25 { 1.0 } else { 0.0 },
            if date.month() == 12 { 1.0 } else { 0.0 },
            seasons.sin(),
            seasons.cos(),
            (2.0 * seasons).sin(),
            (2.0 * seasons).cos(),
            (1.0 + customer.outcomes).ln(),
            logit(self.company_recent) - logit(self.company_rate),
            customer.first_issued.map_or(0.0, |first| f64::from(terms.issued - first) / 365.0),
        ]);
        features
    }
}

fn log_amount(amount_minor: i64) -> f64 {
    (amount_minor.max(1) as f64).ln()
}

/// Invoices told from a rehearsal on an earlier day, with what was known then and how they turned out.
struct Rehearsal {
    standing: Standing,
    told: Vec<(Terms, bool)>,
}

impl Rehearsal {
    fn at(history: &History, part: f64) -> Option<Rehearsal> {
        let (from, to) = (day_of(history, part)?, day_of(history, part + TOLD)?);
        let outcomes = history.invoices().iter().filter(|past| {
            // What is not due yet would be known only where it was paid early: it must not teach.
            past.terms.issued > from && past.terms.issued <= to && past.terms.due < history.known()
        });
        let told: Vec<(Terms, bool)> =
            outcomes.filter_map(|past| Some((past.terms, past.is_late(history.known())?))).collect();
        (!told.is_empty()).then(|| Rehearsal { standing: Standing::of(&history.known_on(from)), told })
    }

    /// AUC and Brier of what a model would have told; of the base rate without one.
    fn scored(&self, model: Option<&Model>) -> Option<(f64, f64)> {
        let told: Vec<(f64, bool)> =
            self.told.iter().map(|(terms, late)| (self.standing.told(terms, model), *late)).collect();
        Some((auc(&told)?, brier(&told)?))
    }

    fn rows(&self, few: bool) -> impl Iterator<Item = (Vec<f64>, bool)> {
        self.told.iter().map(move |(terms, late)| (self.standing.features(terms, few), *late))
    }
}

/// The day at which a part of a history's span has passed.
fn day_of(history: &History, part: f64) -> Option<DayNumber> {
    let (first, _) = history.span()?;
    Some(first + (f64::from(history.known() - first) * part).round() as DayNumber)
}

fn rehearsals(history: &History) -> Vec<Rehearsal> {
    REHEARSALS.iter().filter_map(|part| Rehearsal::at(history, *part)).collect()
}

fn learned(rehearsals: &[Rehearsal], way: Way) -> Option<Model> {
    let Way::Weighted { few, ridge } = way else { return Some(Model::Delays) };
    let rows: Vec<_> = rehearsals.iter().flat_map(|rehearsal| rehearsal.rows(few)).collect();
    Some(Model::Weighted { few, logistic: Logistic::learn(&rows, ridge)? })
}

/// A deciding rehearsal and those that could be held before its day.
struct Deciding {
    earlier: Vec<Rehearsal>,
    rehearsal: Rehearsal,
    base: (f64, f64),
}

impl Deciding {
    fn at(history: &History, part: f64) -> Option<Deciding> {
        let rehearsal = Rehearsal::at(history, part)?;
        let earlier = rehearsals(&history.known_on(day_of(history, part)?));
        let base = rehearsal.scored(None)?;
        Some(Deciding { earlier, rehearsal, base })
    }

    /// How much a way, learned without the outcomes, gains on the base rate: in order and in distance.
    fn gain(&self, way: Way) -> Option<(f64, f64)> {
        let model = learned(&self.earlier, way)?;
        let (order, distance) = self.rehearsal.scored(Some(&model))?;
        Some((order - self.base.0, self.base.1 - distance))
    }
}

/// The way that gained most on the base rate, in order and in distance, over the deciding rehearsals; `None` where
/// none gained in both.
fn chosen(history: &History) -> Option<Way> {
    let deciding: Vec<Deciding> = DECIDING.iter().filter_map(|part| Deciding::at(history, *part)).collect();
    if deciding.iter().map(|deciding| deciding.rehearsal.told.len()).sum::<usize>() < OUTCOMES_MIN {
        return None;
    }
    let mut ways = vec![Way::Delays];
    ways.extend([true, false].into_iter().flat_map(|few| RIDGES.map(|ridge| Way::Weighted { few, ridge })));
    let mut best = None;
    for way in ways {
        let gains: Vec<(f64, f64)> = deciding.iter().filter_map(|deciding| deciding.gain(way)).collect();
        let order: f64 = gains.iter().map(|gain| gain.0).sum();
        let distance: f64 = gains.iter().map(|gain| gain.1).sum();
        if order > 0.0 && distance > 0.0 && best.is_none_or(|(_, most)| distance > most) {
            best = Some((way, distance));
        }
    }
    best.map(|(way, _)| way)
}
