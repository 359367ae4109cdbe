//! The simple rules that a forecast has to beat.

use super::history::{DayNumber, History, Terms};
use super::paths::WEEKS;

/// What a rule expects of thirteen weeks, in minor units: from open items, and with what is invoiced later.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    pub open: [f64; WEEKS],
    pub total: [f64; WEEKS],
}

/// So many days make the recent level of a rule.
const RECENT_DAYS: i32 = 91;

/// Everything is paid on its due day; what is overdue, next week.
pub fn by_due_date(history: &History) -> Expected {
    by_day(history, |terms| terms.due)
}

/// Every customer pays as many days after its due day as its closed invoices did in the middle.
pub fn by_customer_median(history: &History) -> Expected {
    let medians = Medians::of(history);
    by_day(history, |terms| terms.due + medians.of_customer(terms.customer))
}

/// Every week brings what the recent weeks brought on the average; open items last as long as they last.
pub fn by_flat_average(history: &History) -> Expected {
    let from = history.known() - RECENT_DAYS;
    let came = history.invoices().iter().filter(|past| past.settled.is_some_and(|day| day > from));
    let weekly =
        came.map(|past| past.terms.amount_minor as f64).sum::<f64>() / (f64::from(RECENT_DAYS) / 7.0);
    let mut left: f64 = history.open().map(|past| past.terms.amount_minor as f64).sum();
    let open = std::array::from_fn(|_| {
        let comes = weekly.min(left);
        left -= comes;
        comes
    });
    Expected { open, total: [weekly; WEEKS] }
}

fn by_day(history: &History, day: impl Fn(&Terms) -> DayNumber) -> Expected {
    let origin = history.known();
    let mut open = [0.0; WEEKS];
    let add = |weeks: &mut [f64; WEEKS], day: DayNumber, amount: f64| {
        let week = usize::try_from((day - origin - 1).max(0) / 7).unwrap_or(usize::MAX);
        if let Some(sum) = weeks.get_mut(week) {
            *sum += amount;
        }
    };
    for past in history.open() {
        add(&mut open, day(&past.terms), past.terms.amount_minor as f64);
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
