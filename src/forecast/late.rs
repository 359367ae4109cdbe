//! How probable it is that an invoice is paid after its due day, told on the day of its issue.
//!
//! Only what was known on the day of learning enters: the customer's own past, its overdue debts, the invoice itself.
//! The model is shown only where it beats the customer's own base rate on later invoices it has not seen, in order
//! (AUC) and in distance (Brier); else the base rate is what is told.

use chrono::{Datelike, NaiveDate};

use super::accuracy::{auc, brier};
use super::behaviour::Behaviour;
use super::history::{DayNumber, History, Terms};
use super::regression::{Logistic, logit};

/// A customer's own rate counts against the company's as its invoices against so many.
const BORROWED: f64 = 5.0;
/// Later shares of the past on which learning is rehearsed, as parts of its span.
const REHEARSALS: [f64; 4] = [0.40, 0.55, 0.70, 0.85];
/// How much of the span after a rehearsal is told from it, about as much as is told from the whole.
const TOLD: f64 = 0.30;
/// The rehearsal whose outcome decides.
const DECIDING: f64 = 0.70;
/// Fewer outcomes than this decide nothing.
const OUTCOMES_MIN: usize = 200;
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
        let model = chosen(history).and_then(|way| learned(history, way));
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
            Some(Model::Weighted { few, logistic }) => logistic.probability(&self.features(terms, *few)),
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
        let (first, _) = history.span()?;
        let span = f64::from(history.known() - first);
        let day = |part: f64| first + (span * part).round() as DayNumber;
        let (from, to) = (day(part), day(part + TOLD));
        let outcomes = history.invoices().iter().filter(|past| {
            // What is not due yet would be known only where it was paid early: it must not teach.
            past.terms.issued > from && past.terms.issued <= to && past.terms.due < history.known()
        });
        let told: Vec<(Terms, bool)> =
            outcomes.filter_map(|past| Some((past.terms, past.is_late(history.known())?))).collect();
        (!told.is_empty()).then(|| Rehearsal { standing: Standing::of(&history.known_on(from)), told })
    }

    fn rows(&self, few: bool) -> impl Iterator<Item = (Vec<f64>, bool)> {
        self.told.iter().map(move |(terms, late)| (self.standing.features(terms, few), *late))
    }
}

fn learned(history: &History, way: Way) -> Option<Model> {
    let Way::Weighted { few, ridge } = way else { return Some(Model::Delays) };
    let rehearsals = REHEARSALS.iter().filter_map(|part| Rehearsal::at(history, *part));
    let rows: Vec<_> = rehearsals.flat_map(|rehearsal| rehearsal.rows(few).collect::<Vec<_>>()).collect();
    Some(Model::Weighted { few, logistic: Logistic::learn(&rows, ridge)? })
}

/// The way that beat the base rate on the deciding rehearsal, learned without it; `None` where none did.
fn chosen(history: &History) -> Option<Way> {
    let deciding =
        Rehearsal::at(history, DECIDING).filter(|rehearsal| rehearsal.told.len() >= OUTCOMES_MIN)?;
    let (first, _) = history.span()?;
    let day = first + (f64::from(history.known() - first) * DECIDING).round() as DayNumber;
    let before = history.known_on(day);
    let scored = |model: Option<&Model>| {
        let told: Vec<(f64, bool)> =
            deciding.told.iter().map(|(terms, late)| (deciding.standing.told(terms, model), *late)).collect();
        Some((auc(&told)?, brier(&told)?))
    };
    let base = scored(None)?;
    let mut ways = vec![Way::Delays];
    ways.extend([true, false].into_iter().flat_map(|few| RIDGES.map(|ridge| Way::Weighted { few, ridge })));
    let mut best = None;
    for way in ways {
        let Some((order, distance)) = learned(&before, way).and_then(|model| scored(Some(&model))) else {
            continue;
        };
        if order > base.0 && distance < base.1 && best.is_none_or(|(_, least)| distance < least) {
            best = Some((way, distance));
        }
    }
    best.map(|(way, _)| way)
}
