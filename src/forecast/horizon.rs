//! The periods that a forecast tells: weeks, or calendar months.

use chrono::{Datelike, Months};

use super::history::DayNumber;
use crate::calendar::{Day, Month};

/// Periods one after another; the first begins on the day after the origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Horizon {
    origin: Day,
    ends: Vec<Day>,
}

impl Horizon {
    /// Weeks of seven days.
    pub fn weeks(origin: Day, weeks: usize) -> Horizon {
        let end = |week: usize| origin.checked_add_days(chrono::Days::new(7 * (week as u64 + 1)));
        Horizon { origin, ends: (0..weeks).map_while(end).collect() }
    }

    /// Calendar months; the first is what is left of the one that the next day lies in.
    pub fn months(origin: Day, months: usize) -> Horizon {
        let first = origin.succ_opt().map_or(origin, |next| Month::of(next).first_day());
        let end = |month: usize| {
            let day = first.checked_add_months(Months::new(u32::try_from(month).ok()?))?;
            Some(Month::of(day).last_day())
        };
        Horizon { origin, ends: (0..months).map_while(end).collect() }
    }

    pub fn origin(&self) -> Day {
        self.origin
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// First and last day of each period.
    pub fn periods(&self) -> impl Iterator<Item = (Day, Day)> {
        let starts = std::iter::once(self.origin).chain(self.ends.iter().copied());
        starts.map(|before| before.succ_opt().unwrap_or(before)).zip(self.ends.iter().copied())
    }

    pub fn last_day(&self) -> Day {
        self.ends.last().copied().unwrap_or(self.origin)
    }

    /// The period that a day lies in; what should have come already comes in the first.
    pub fn period_of(&self, day: Day) -> Option<usize> {
        let index = self.ends.partition_point(|end| *end < day);
        (index < self.ends.len()).then_some(index)
    }

    pub(super) fn ends(&self) -> impl Iterator<Item = DayNumber> {
        self.ends.iter().map(Datelike::num_days_from_ce)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn weeks_follow_each_other_from_the_day_after() {
        let horizon = Horizon::weeks(day("2026-11-30"), 13);
        let periods: Vec<_> = horizon.periods().collect();
        assert_eq!(periods[0], (day("2026-12-01"), day("2026-12-07")));
        assert_eq!(periods[12], (day("2027-02-23"), day("2027-03-01")));
        assert_eq!(horizon.period_of(day("2026-12-07")), Some(0));
        assert_eq!(horizon.period_of(day("2026-12-08")), Some(1));
        assert_eq!(horizon.period_of(day("2025-01-01")), Some(0), "what is overdue comes first");
        assert_eq!(horizon.period_of(day("2027-03-02")), None);
    }

    #[test]
    fn months_begin_with_what_is_left_of_this_one() {
        let horizon = Horizon::months(day("2026-11-12"), 12);
        let periods: Vec<_> = horizon.periods().collect();
        assert_eq!(periods[0], (day("2026-11-13"), day("2026-11-30")));
        assert_eq!(periods[11], (day("2027-10-01"), day("2027-10-31")));
        let at_the_end = Horizon::months(day("2026-11-30"), 1);
        assert_eq!(at_the_end.periods().next(), Some((day("2026-12-01"), day("2026-12-31"))));
    }
}
