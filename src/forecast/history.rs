//! What is known of past invoices, and what was known on an earlier day.
//!
//! Whatever forecasts takes a [`History`] and nothing else. One that ends on a day ([`History::known_on`]) holds
//! nothing that happened later, so that a forecast made from it cannot look ahead.

use chrono::{Datelike, NaiveDate};

use crate::calendar::Day;

/// A day as chrono counts them (`num_days_from_ce`): differences are days.
pub type DayNumber = i32;

pub(super) fn number_of(day: Day) -> DayNumber {
    day.num_days_from_ce()
}

/// The day of a number; the first of all days where there is none.
pub(super) fn day_of(number: DayNumber) -> Day {
    NaiveDate::from_num_days_from_ce_opt(number).unwrap_or_default()
}

/// An invoice as it stood when it was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Its place in the list of customers.
    pub customer: usize,
    pub issued: DayNumber,
    pub due: DayNumber,
    pub amount_minor: i64,
}

/// An invoice and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    pub terms: Terms,
    /// The day on which nothing of it was left; absent while something is.
    pub settled: Option<DayNumber>,
}

impl Past {
    /// Whether it is late, where that is known at the end of a day; an open one is late once it is overdue.
    pub fn is_late(&self, known: DayNumber) -> Option<bool> {
        match self.settled {
            Some(settled) if settled <= known => Some(settled > self.terms.due),
            _ if self.terms.due < known => Some(true),
            _ => None,
        }
    }
}

/// Invoices in the order of their issue and the day until which their fate is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    invoices: Vec<Past>,
    customers: usize,
    known: DayNumber,
}

impl History {
    /// Of invoices in any order.
    pub fn new(mut invoices: Vec<Past>, known: DayNumber) -> History {
        invoices.sort_by_key(|past| past.terms.issued);
        let customers = invoices.iter().map(|past| past.terms.customer + 1).max().unwrap_or(0);
        let history = History { invoices, customers, known };
        history.known_on(known)
    }

    /// What was known at the end of a day: later invoices are missing, later settlements have not happened.
    pub fn known_on(&self, day: DayNumber) -> History {
        let known = day.min(self.known);
        let issued = self.invoices.partition_point(|past| past.terms.issued <= known);
        let invoices = self.invoices[..issued]
            .iter()
            .map(|past| Past { settled: past.settled.filter(|settled| *settled <= known), ..*past })
            .collect();
        History { invoices, customers: self.customers, known }
    }

    pub fn invoices(&self) -> &[Past] {
        &self.invoices
    }

    /// How many customers there are; some may have no invoice yet.
    pub fn customers(&self) -> usize {
        self.customers
    }

    /// The last day whose events are known.
    pub fn known(&self) -> DayNumber {
        self.known
    }

    pub fn open(&self) -> impl Iterator<Item = &Past> {
        self.invoices.iter().filter(|past| past.settled.is_none())
    }

    /// The same invoices with so many more days to pay: who is late then is later than that.
    pub fn with_grace(&self, days: DayNumber) -> History {
        let later = |past: &Past| Past { terms: Terms { due: past.terms.due + days, ..past.terms }, ..*past };
        History { invoices: self.invoices.iter().map(later).collect(), ..*self }
    }

    /// The terms of what is open.
    pub fn open_terms(&self) -> Vec<Terms> {
        self.open().map(|past| past.terms).collect()
    }

    /// The days of issue of the first and the last invoice.
    pub fn span(&self) -> Option<(DayNumber, DayNumber)> {
        Some((self.invoices.first()?.terms.issued, self.invoices.last()?.terms.issued))
    }
}
