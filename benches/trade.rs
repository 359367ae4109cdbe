//! The same company for both programs: what invoice number n looks like, and how it is paid.

use chrono::{Days, NaiveDate};

pub const CUSTOMERS: u32 = 500;

/// An invoice of the measured company: amounts in cents, lines of quantity and price.
#[derive(Debug)]
pub struct Invoice {
    pub customer: u32,
    pub date: NaiveDate,
    pub due_on: NaiveDate,
    pub lines: Vec<(i64, i64)>,
    pub paid: bool,
}

/// A small generator of numbers, the same in every run.
pub fn mix(seed: u32) -> u32 {
    let mut x = seed.wrapping_mul(0x9E37_79B9) ^ 0x85EB_CA6B;
    x ^= x >> 15;
    x = x.wrapping_mul(0x2C1B_3C6D);
    x ^= x >> 12;
    x.wrapping_mul(0x297A_2D39) ^ (x >> 15)
}

/// Invoice number `n` of `of`: two years of trade, one to ten lines (5.5 on average), 76 % paid.
pub fn invoice(n: u32, of: u32) -> Invoice {
    let chance = mix(n);
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let day = u64::from(n) * 730 / u64::from(of.max(1));
    let date = first.checked_add_days(Days::new(day)).unwrap();
    let count = 1 + chance % 10;
    let lines = (0..count)
        .map(|line| {
            let figure = mix(n.wrapping_mul(16).wrapping_add(line));
            (i64::from(1 + figure % 40), i64::from(100 + figure / 64 % 9_000))
        })
        .collect();
    Invoice {
        customer: 1 + mix(chance) % CUSTOMERS,
        date,
        due_on: date.checked_add_days(Days::new(30)).unwrap(),
        lines,
        paid: mix(chance ^ 7) % 100 < 76,
    }
}

impl Invoice {
    pub fn total_cents(&self) -> i64 {
        self.lines.iter().map(|(quantity, price)| quantity * price).sum()
    }
}
