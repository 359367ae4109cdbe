//! How a customer paid in the twelve months up to a day: sums that each item is added to, bounded whatever the number of items
//! but for the moves of its balance.

use chrono::Months;
use rust_decimal::Decimal;

use super::items::{Item, ItemKind};
use crate::calendar::Day;
use crate::credit::{AgreedLimit, CreditPolicy, Factor, Lateness, square_root};
use crate::error::{Error, Result};
use crate::money::{Rounding, round};
use crate::store::DocumentId;

/// The year that is looked at: after `from`, up to `day`; write-offs count after `written_off_from`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub from: Day,
    pub day: Day,
    written_off_from: Day,
}

impl Window {
    /// # Errors
    /// `date_unreadable` before the beginning of the calendar.
    pub fn of(day: Day) -> Result<Window> {
        let before = |months| {
            let unreadable = || Error::DateUnreadable { text: day.to_string(), field: None };
            day.checked_sub_months(Months::new(months)).ok_or_else(unreadable)
        };
        Ok(Window { from: before(12)?, day, written_off_from: before(24)? })
    }

    fn holds(self, day: Day) -> bool {
        day > self.from
    }
}

#[derive(Debug, Default)]
pub(super) struct Behaviour {
    pub late: Lateness,
    /// What is open and overdue, by size.
    pub open_late: Lateness,
    /// Invoices that money closed.
    pub invoices: u32,
    last_closed: Option<DocumentId>,
    /// Invoices that were issued in the year.
    pub issued: u32,
    last_issued: Option<DocumentId>,
    /// Sales with tax, less credit notes.
    pub sales_minor: i64,
    /// Days allowed, weighted by amount, and the weight.
    terms: (i128, i128),
    pub first_on: Option<Day>,
    pub written_off_on: Option<Day>,
    /// What was owed when the year began, and how that moved.
    opening_minor: i64,
    moves: Vec<(Day, i64)>,
    spread: Spread,
}

/// The most that was owed, measured by the limit of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Peak {
    pub ratio: Decimal,
    pub on: Day,
    pub owed_minor: i64,
    pub limit_minor: i64,
}

impl Behaviour {
    /// What is `excused` by a dispute counts in what was sold and owed, but not in how late it was paid.
    pub fn add(&mut self, item: &Item, window: Window, policy: &CreditPolicy, excused: bool) {
        self.add_balance(item, window);
        if item.base_minor <= 0 {
            if item.kind == ItemKind::CreditNote && item.is_first && window.holds(item.date) {
                self.sales_minor += item.base_minor;
            }
            return;
        }
        self.first_on = Some(self.first_on.map_or(item.dated, |first| first.min(item.dated)));
        if item.kind == ItemKind::Invoice && item.is_first && window.holds(item.date) {
            self.sales_minor += item.base_minor;
            let weight = i128::from(item.base_minor);
            self.terms.0 += i128::from((item.due_on - item.dated).num_days()) * weight;
            self.terms.1 += weight;
            if item.document.is_none() || self.last_issued != item.document {
                self.issued += 1;
                self.last_issued = item.document;
            }
        }
        let written_off = item.written_off_on().filter(|on| *on > window.written_off_from);
        self.written_off_on = self.written_off_on.max(written_off);
        self.add_payments(item, window, policy, excused);
    }

    fn add_payments(&mut self, item: &Item, window: Window, policy: &CreditPolicy, excused: bool) {
        let rule = policy.late_rule();
        let days = |until: Day| (until - item.due_on).num_days();
        let mut latest = None;
        for part in item.paid().into_iter().filter(|part| window.holds(part.on)) {
            if !excused {
                self.late.add(part.base_minor, days(part.on), rule);
                self.spread.add(part.base_minor, worth_hundredths(days(part.on), policy));
            }
            latest = latest.max(Some(days(part.on)));
        }
        if latest.is_some()
            && item.is_settled()
            && (item.document.is_none() || self.last_closed != item.document)
        {
            self.invoices += 1;
            self.last_closed = item.document;
        }
        if excused {
            return;
        }
        let open = item.open_base_minor();
        if open > 0 && !item.is_settled() && item.due_on < window.day {
            self.late.add(open, days(window.day), rule);
            self.open_late.add_item(open, days(window.day));
            latest = latest.max(Some(days(window.day)));
        }
        if let Some(latest) = latest {
            self.late.add_item(item.base_minor, latest);
        }
    }

    fn add_balance(&mut self, item: &Item, window: Window) {
        let settled = item.settled.iter().map(|each| (each.on, -each.base_minor));
        for (on, minor) in std::iter::once((item.date, item.base_minor)).chain(settled) {
            if window.holds(on) {
                self.moves.push((on, minor));
            } else {
                self.opening_minor += minor;
            }
        }
    }

    /// The days that were allowed to pay in, on the average by amount.
    pub fn terms_days(&self) -> Option<Decimal> {
        let sum = Decimal::try_from_i128_with_scale(self.terms.0, 0).ok()?;
        sum.checked_div(Decimal::try_from_i128_with_scale(self.terms.1, 0).ok()?)
    }

    /// Puts the moves in the order of their days; [`Behaviour::dso_days`] and [`Behaviour::peak`] read them so.
    pub fn order(&mut self) {
        self.moves.sort_unstable_by_key(|(on, _)| *on);
    }

    /// How long what was sold stayed open: the balance of each day of the year, added up, ÷ sales of the year.
    pub fn dso_days(&self, window: Window) -> Option<Decimal> {
        let mut owed = 0_i128;
        let (mut level, mut since) = (i128::from(self.opening_minor), window.from);
        for (on, minor) in &self.moves {
            owed += level * i128::from((*on - since).num_days());
            level += i128::from(*minor);
            since = *on;
        }
        owed += level * i128::from((window.day - since).num_days());
        let owed = Decimal::try_from_i128_with_scale(owed, 0).ok()?;
        (self.sales_minor > 0).then(|| owed.checked_div(Decimal::from(self.sales_minor))).flatten()
    }

    /// The most that was owed of a limit; none where no limit was agreed. `limits` are the customer's, the last first.
    pub fn peak(&self, limits: &[AgreedLimit], window: Window) -> Option<Peak> {
        let mut peak: Option<Peak> = None;
        let mut level = self.opening_minor;
        let days = self.moves.chunk_by(|a, b| a.0 == b.0).filter_map(|day| {
            level += day.iter().map(|(_, minor)| *minor).sum::<i64>();
            day.first().map(|(on, _)| (*on, level))
        });
        let opening = (window.from, self.opening_minor);
        for (on, owed_minor) in std::iter::once(opening).chain(days) {
            let in_force = limits.iter().find(|limit| limit.date <= on).and_then(|limit| limit.amount);
            let Some(limit_minor) = in_force.map(|limit| limit.minor()) else { continue };
            let ratio = used(owed_minor, limit_minor);
            if peak.is_none_or(|peak| ratio > peak.ratio) {
                peak = Some(Peak { ratio, on, owed_minor, limit_minor });
            }
        }
        peak
    }

    /// Half the width of the range that the score is in with eighty percent, before it is drawn toward the middle.
    pub fn half_width(&self) -> Decimal {
        self.spread.half_width()
    }
}

/// The share of a limit to four decimals; ten times it where the limit is nought and something is owed.
fn used(owed_minor: i64, limit_minor: i64) -> Decimal {
    let owed = Decimal::from(owed_minor.max(0));
    match owed.checked_div(Decimal::from(limit_minor)) {
        Some(ratio) => round(ratio, 4, Rounding::HalfUp),
        None if owed.is_zero() => Decimal::ZERO,
        None => Decimal::TEN,
    }
}

/// How far single payments lie apart, each worth what its days are by the two factors that weigh most: Σ w, w·x, w², w²·x, w²·x²
/// with amounts in hundreds of minor units and x in hundredths of points.
#[derive(Debug, Clone, Copy, Default)]
struct Spread {
    w: i128,
    wx: i128,
    w2: i128,
    w2x: i128,
    w2x2: i128,
}

/// Of a normal distribution, what lies within so many deviations of the middle is four fifths: 1.2816.
const FOUR_FIFTHS: Decimal = Decimal::from_parts(12_816, 0, 0, false, 4);

impl Spread {
    fn add(&mut self, base_minor: i64, worth_hundredths: i64) {
        let (w, x) = (i128::from(base_minor / 100 + 1), i128::from(worth_hundredths));
        self.w += w;
        self.wx += w * x;
        self.w2 += w * w;
        self.w2x += w * w * x;
        self.w2x2 += w * w * x * x;
    }

    /// √(Σ w²(x − mean)²) ÷ Σ w, in points, times what four fifths lie within.
    fn half_width(&self) -> Decimal {
        let figure = |value: i128| Decimal::try_from_i128_with_scale(value, 0).ok();
        let variance = || -> Option<Decimal> {
            let (w, mean) = (figure(self.w)?, figure(self.wx)?.checked_div(figure(self.w)?)?);
            let per = |sum: i128| figure(sum)?.checked_div(w)?.checked_div(w);
            let twice = Decimal::TWO.checked_mul(mean)?.checked_mul(per(self.w2x)?)?;
            per(self.w2x2)?
                .checked_sub(twice)?
                .checked_add(mean.checked_mul(mean)?.checked_mul(per(self.w2)?)?)
        };
        let deviation = square_root(variance().unwrap_or_default().max(Decimal::ZERO)) / Decimal::ONE_HUNDRED;
        deviation * FOUR_FIFTHS
    }
}

/// What a payment of so many days late is worth by itself, in hundredths of points: by days late and by being in time.
pub(super) fn worth_hundredths(days_late: i64, policy: &CreditPolicy) -> i64 {
    let of = |factor| policy.factors.iter().find(|rule| rule.factor == factor);
    let late = of(Factor::DaysLate).map(|rule| rule.points(Some(Decimal::from(days_late.max(0)))));
    let in_time = days_late <= i64::from(policy.grace_days);
    let on_time = of(Factor::OnTime).filter(|_| in_time).map(|rule| rule.most());
    let points = late.unwrap_or_default() + on_time.unwrap_or_default();
    i64::try_from((points * Decimal::ONE_HUNDRED).trunc()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payments_that_are_all_alike_leave_no_range_and_mixed_ones_do() {
        let [mut alike, mut mixed, mut more] = [Spread::default(); 3];
        for place in 0..8 {
            alike.add(100_000, 5_000);
            mixed.add(100_000, if place % 2 == 0 { 5_000 } else { 1_000 });
        }
        for place in 0..80 {
            more.add(100_000, if place % 2 == 0 { 5_000 } else { 1_000 });
        }
        assert_eq!(alike.half_width().round_dp(2), Decimal::ZERO);
        // Deviation 20 ÷ √8 × 1.2816
        assert_eq!(mixed.half_width().round_dp(2), Decimal::new(906, 2));
        assert!(more.half_width() < mixed.half_width());
    }

    #[test]
    fn a_limit_of_nought_is_used_ten_times_over() {
        let ratios = [used(5, 0), used(0, 0), used(-5, 100), used(70, 100)];
        assert_eq!(ratios, [Decimal::TEN, Decimal::ZERO, Decimal::ZERO, Decimal::new(7, 1)]);
    }
}
