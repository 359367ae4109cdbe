//! The simple rules that a forecast has to beat.

use super::history::{DayNumber, History, Terms};
use super::horizon::Horizon;
use super::paths::WEEKS;

/// What three rules expect: due day, customer's median, flat average, in this order.
pub fn by_rules(history: &History, open: &[Terms]) -> [Expected; 3] {
    [by_due_date(history, open), by_customer_median(history, open), by_flat_average(history, open)]
}

/// What a rule expects of thirteen weeks, in minor units: from open items, and with what is invoiced later.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    pub open: [f64; WEEKS],
    pub total: [f64; WEEKS],
}

/// So many days make the recent level of a rule.
const RECENT_DAYS: i32 = 91;

/// Everything is paid on its due day; what is overdue, next week.
fn by_due_date(history: &History, open: &[Terms]) -> Expected {
    by_day(history, open, |terms| terms.due)
}

/// Every customer pays as many days after its due day as its closed invoices did in the middle.
fn by_customer_median(history: &History, open: &[Terms]) -> Expected {
    let medians = Medians::of(history);
    by_day(history, open, |terms| terms.due + medians.of_customer(terms.customer))
}

/// Every week brings what the recent weeks brought on the average; open items last as long as they last.
fn by_flat_average(history: &History, open: &[Terms]) -> Expected {
    let weekly = daily_average(history) * 7.0;
    let mut left: f64 = open.iter().map(|terms| terms.amount_minor as f64).sum();
    let open = std::array::from_fn(|_| {
        let comes = weekly.min(left);
        left -= comes;
        comes
    });
    Expected { open, total: [weekly; WEEKS] }
}

/// What recent days brought on the average, in minor units.
fn daily_average(history: &History) -> f64 {
    let from = history.known() - RECENT_DAYS;
    let came = history.invoices().iter().filter(|past| past.settled.is_some_and(|day| day > from));
    came.map(|past| past.terms.amount_minor as f64).sum::<f64>() / f64::from(RECENT_DAYS)
}

/// The flat average of each period of a horizon, in whole minor units.
pub fn flat_average(history: &History, horizon: &Horizon) -> Vec<i64> {
    let daily = daily_average(history);
    let days = horizon.periods().map(|(first, last)| (last - first).num_days() + 1);
    days.map(|days| super::whole_minor(daily * days as f64)).collect()
}

fn by_day(history: &History, items: &[Terms], day: impl Fn(&Terms) -> DayNumber) -> Expected {
    let origin = history.known();
    let mut open = [0.0; WEEKS];
    let add = |weeks: &mut [f64; WEEKS], day: DayNumber, amount: f64| {
        let week = usize::try_from((day - origin - 1).max(0) / 7).unwrap_or(usize::MAX);
        if let Some(sum) = weeks.get_mut(week) {
            *sum += amount;
        }
    };
    for terms in items {
        add(&mut open, day(terms), terms.amount_minor as f64);
    }
    // What was invoiced in the recent weeks is invoiced again in the same order.
    let mut total = open;
    for past in history.invoices().iter().filter(|past| past.terms.issued > origin - RECENT_DAYS) {
        let moved = Terms {
            issued: past.terms.issued + RECENT_DAYS,
            due: past.terms.due + RECENT_DAYS,
            ..past.terms
        };
        add(&mut total, day(&moved), past.terms.amount_minor as f64);
    }
    Expected { open, total }
}

/// The middle delay of each customer's closed invoices; the company's where it has none.
#[derive(Debug, Clone)]
pub struct Medians {
    customers: Vec<Option<i32>>,
    company: i32,
}

impl Medians {
    pub fn of(history: &History) -> Medians {
        let mut delays = vec![Vec::new(); history.customers()];
        let mut all = Vec::new();
        for past in history.invoices() {
            let Some(settled) = past.settled else { continue };
            all.push(settled - past.terms.due);
            if let Some(own) = delays.get_mut(past.terms.customer) {
                own.push(settled - past.terms.due);
            }
        }
        let customers = delays.iter_mut().map(|own| middle(own)).collect();
        Medians { customers, company: middle(&mut all).unwrap_or(0) }
    }

    pub fn of_customer(&self, customer: usize) -> i32 {
        self.customers.get(customer).copied().flatten().unwrap_or(self.company)
    }
}

fn middle(days: &mut [i32]) -> Option<i32> {
    days.sort_unstable();
    days.get(days.len() / 2).copied()
}
