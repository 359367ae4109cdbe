//! A company that never was: customers of several kinds, seasons, a change of habits, some with few invoices.

use chrono::{Datelike, NaiveDate};

use super::chance::Chance;
use super::history::{DayNumber, History, Past, Terms};

#[derive(Debug, Clone, Copy)]
pub struct Company {
    pub customers: usize,
    pub days: i32,
    /// Invoices a month of a customer of usual size.
    pub monthly: f64,
    /// From this part of the time on a fifth of the customers pays three weeks later.
    pub change_at: f64,
    pub seed: u64,
}

impl Company {
    pub const USUAL: Company = Company { customers: 60, days: 1095, monthly: 2.0, change_at: 0.55, seed: 1 };

    pub fn history(self) -> History {
        let mut chance = Chance::new(self.seed);
        let first = NaiveDate::from_ymd_opt(2023, 1, 2).unwrap().num_days_from_ce();
        let last = first + self.days;
        let mut invoices = Vec::new();
        for customer in 0..self.customers {
            let payer = Payer::of(customer, &mut chance, self.monthly);
            let begins =
                if customer % 6 == 5 { first + (f64::from(self.days) * chance.unit()) as i32 } else { first };
            for day in begins..last {
                let month = of_day(day).month();
                let season = if matches!(month, 11 | 12) {
                    1.5
                } else if month == 2 {
                    0.6
                } else {
                    1.0
                };
                if chance.unit() < payer.monthly / 30.0 * season {
                    let changed =
                        payer.changes && day > first + (f64::from(self.days) * self.change_at) as i32;
                    invoices.push(payer.invoice(customer, day, changed, &mut chance));
                }
            }
        }
        History::new(invoices, last)
    }
}

fn of_day(day: DayNumber) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day).unwrap()
}

struct Payer {
    kind: usize,
    usual: f64,
    spread: f64,
    monthly: f64,
    terms_days: i32,
    size: f64,
    changes: bool,
}

impl Payer {
    fn of(customer: usize, chance: &mut Chance, monthly: f64) -> Payer {
        let kind = customer % 5;
        let (usual, spread) = match kind {
            0 => (-3.0 + 2.0 * chance.unit(), 2.5),
            1 => (6.0 + 12.0 * chance.unit(), 5.0),
            2 => (4.0, 18.0),
            3 => (-12.0, 3.0),
            _ => (5.0 + 20.0 * chance.unit(), 3.0),
        };
        let few = if customer % 7 == 6 { 0.15 } else { 1.0 };
        Payer {
            kind,
            usual,
            spread,
            monthly: monthly * few * (0.4 * chance.normal()).exp(),
            terms_days: [30, 30, 45, 60, 14][chance.below(5)],
            size: 8.0 + 0.7 * chance.normal(),
            changes: matches!(customer % 10, 0 | 1),
        }
    }

    fn invoice(&self, customer: usize, issued: DayNumber, changed: bool, chance: &mut Chance) -> Past {
        let due = issued + self.terms_days;
        let amount_minor = (100.0 * (self.size + 0.6 * chance.normal()).exp()) as i64 + 100;
        let winter = if matches!(of_day(due).month(), 12 | 1) { 5.0 } else { 0.0 };
        let disputed = if chance.unit() < 0.04 { 20.0 + 30.0 * chance.unit() } else { 0.0 };
        let late = self.usual + winter + disputed + if changed { 20.0 } else { 0.0 };
        let delay = match self.kind {
            2 => late + self.spread * (1.2 * chance.normal()).exp() - 14.0,
            _ => late + self.spread * chance.normal(),
        };
        let mut settled = (due + delay.round() as i32).max(issued);
        if self.kind == 4 {
            // One payment run a month, some days after its end.
            let next = of_day(due).with_day(1).unwrap().checked_add_months(chrono::Months::new(1)).unwrap();
            settled = next.num_days_from_ce() + (delay / 2.0).round() as i32;
            settled = settled.max(issued);
        }
        while matches!(of_day(settled).weekday(), chrono::Weekday::Sat | chrono::Weekday::Sun) {
            settled += 1;
        }
        let never = chance.unit() < 0.01;
        Past { terms: Terms { customer, issued, due, amount_minor }, settled: (!never).then_some(settled) }
    }
}
