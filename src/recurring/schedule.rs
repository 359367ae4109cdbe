//! The days of a schedule and the interval that each document covers. Pure.

use chrono::{Months, TimeDelta};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
use crate::language::Language;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ScheduleUnit")]
#[schemars(rename = "ScheduleUnit")]
pub enum Unit {
    Day,
    Week,
    #[default]
    Month,
    Year,
}

/// Which interval a document is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Covers {
    /// 预收: the interval that begins.
    #[default]
    Advance,
    /// 后付: the interval that has passed.
    Arrears,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum Ends {
    #[default]
    Never,
    /// What was skipped is no document.
    After { documents: u32 },
    /// The last day on which one may fall.
    On { day: Day },
}

/// When a document comes back. Every day of it is reckoned from the first, so that the 31st falls on the last day of a
/// shorter month and comes back to the 31st.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Schedule {
    pub every: u32,
    pub unit: Unit,
    pub starts_on: Day,
    /// Always the last day of the month, whatever the first one was; for months and years.
    #[serde(default)]
    pub last_day_of_month: bool,
    #[serde(default)]
    pub covers: Covers,
    #[serde(default)]
    pub ends: Ends,
}

/// Units between two documents at most.
const EVERY_MAX: u32 = 999;

impl Schedule {
    /// # Errors
    /// `field_invalid` for an interval of nothing, an end before the beginning, or a last day of weeks.
    pub fn refuse_invalid(&self) -> Result<()> {
        let refuse = |field: &str, value: String| Err(Error::FieldInvalid { field: field.into(), value });
        if !(1..=EVERY_MAX).contains(&self.every) {
            return refuse("every", self.every.to_string());
        }
        if self.last_day_of_month && matches!(self.unit, Unit::Day | Unit::Week) {
            return refuse("last_day_of_month", "true".into());
        }
        match self.ends {
            Ends::After { documents: 0 } => refuse("documents", "0".into()),
            Ends::On { day } if self.day(0).is_none_or(|first| day < first) => refuse("day", day.to_string()),
            _ => Ok(()),
        }
    }

    /// Whether the days of two schedules are the same, however they end and whatever they cover.
    pub fn keeps_days_of(&self, other: &Schedule) -> bool {
        let days = |schedule: &Schedule| {
            (schedule.every, schedule.unit, schedule.starts_on, schedule.last_day_of_month)
        };
        days(self) == days(other)
    }

    /// The day so many steps after the first; `None` past the end of the calendar.
    pub fn day(&self, step: i64) -> Option<Day> {
        let units = step.checked_mul(i64::from(self.every))?;
        let day = match self.unit {
            Unit::Day => self.starts_on.checked_add_signed(TimeDelta::try_days(units)?),
            Unit::Week => self.starts_on.checked_add_signed(TimeDelta::try_weeks(units)?),
            Unit::Month => months_after(self.starts_on, units),
            Unit::Year => months_after(self.starts_on, units.checked_mul(12)?),
        }?;
        Some(if self.last_day_of_month { Month::of(day).last_day() } else { day })
    }

    /// Every day from the first on, with its step.
    pub fn days(&self) -> impl Iterator<Item = (i64, Day)> + use<> {
        let schedule = *self;
        (0..).map_while(move |step| schedule.day(step).map(|day| (step, day)))
    }

    /// First and last day of what the document of a step covers. The intervals follow each other without a gap: each
    /// begins on a day of the schedule, or on the first of a month where the schedule falls on last days.
    pub fn period(&self, step: i64) -> Option<(Day, Day)> {
        let first = match self.covers {
            Covers::Advance => step,
            Covers::Arrears => step - 1,
        };
        Some((self.boundary(first)?, self.boundary(first + 1)?.pred_opt()?))
    }

    fn boundary(&self, step: i64) -> Option<Day> {
        let day = self.day(step)?;
        if self.last_day_of_month { day.succ_opt() } else { Some(day) }
    }

    /// How often it comes, in words: `每月`, `Every 2 weeks`.
    pub fn rhythm(&self, language: Language) -> String {
        let unit = match self.unit {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        let (words, many) = (language.words(), if self.every == 1 { "one" } else { "many" });
        let rhythm = words.fill(&format!("rhythm.{many}_{unit}"), &[("count", &self.every.to_string())]);
        if self.last_day_of_month { words.fill("rhythm.last_day", &[("rhythm", &rhythm)]) } else { rhythm }
    }

    /// Whether a document of that number on that day comes after the end.
    pub fn is_over(&self, number: u32, day: Day) -> bool {
        match self.ends {
            Ends::Never => false,
            Ends::After { documents } => number > documents,
            Ends::On { day: last } => day > last,
        }
    }
}

/// Months after a day (before it where below nought), on the last day of a month that is too short.
fn months_after(day: Day, months: i64) -> Option<Day> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn schedule(every: u32, unit: Unit, starts_on: &str) -> Schedule {
        Schedule {
            every,
            unit,
            starts_on: day(starts_on),
            last_day_of_month: false,
            covers: Covers::Advance,
            ends: Ends::Never,
        }
    }

    fn days(schedule: &Schedule, count: usize) -> Vec<String> {
        schedule.days().take(count).map(|(_, day)| day.to_string()).collect()
    }

    #[test]
    fn days_are_reckoned_from_the_first() {
        use Unit::*;
        for (every, unit, starts_on, expected) in [
            (1, Month, "2026-01-31", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
            (1, Month, "2028-01-30", ["2028-01-30", "2028-02-29", "2028-03-30", "2028-04-30"]),
            (3, Month, "2026-11-30", ["2026-11-30", "2027-02-28", "2027-05-30", "2027-08-30"]),
            (1, Year, "2028-02-29", ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28"]),
            (4, Year, "2024-02-29", ["2024-02-29", "2028-02-29", "2032-02-29", "2036-02-29"]),
            (2, Week, "2026-12-25", ["2026-12-25", "2027-01-08", "2027-01-22", "2027-02-05"]),
            (10, Day, "2028-02-20", ["2028-02-20", "2028-03-01", "2028-03-11", "2028-03-21"]),
        ] {
            assert_eq!(days(&schedule(every, unit, starts_on), 4), expected, "{every} {unit:?} {starts_on}");
        }
        let last = Schedule { last_day_of_month: true, ..schedule(1, Month, "2026-02-10") };
        assert_eq!(days(&last, 3), ["2026-02-28", "2026-03-31", "2026-04-30"]);
        let february = Schedule { last_day_of_month: true, ..schedule(1, Year, "2027-02-28") };
        assert_eq!(days(&february, 2), ["2027-02-28", "2028-02-29"]);
    }

    #[test]
    fn intervals_follow_each_other() {
        use Covers::*;
        let monthly = |starts_on, last_day_of_month, covers| Schedule {
            last_day_of_month,
            covers,
            ..schedule(1, Unit::Month, starts_on)
        };
        for (of, expected) in [
            (
                monthly("2026-02-01", false, Advance),
                [("2026-02-01", "2026-02-28"), ("2026-03-01", "2026-03-31")],
            ),
            (
                monthly("2026-02-01", false, Arrears),
                [("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28")],
            ),
            (
                monthly("2026-01-31", false, Advance),
                [("2026-01-31", "2026-02-27"), ("2026-02-28", "2026-03-30")],
            ),
            (
                monthly("2026-01-31", true, Advance),
                [("2026-02-01", "2026-02-28"), ("2026-03-01", "2026-03-31")],
            ),
            (
                monthly("2026-01-31", true, Arrears),
                [("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28")],
            ),
        ] {
            let found = [0, 1].map(|step| of.period(step).unwrap());
            assert_eq!(found, expected.map(|(from, to)| (day(from), day(to))), "{of:?}");
        }
    }

    #[test]
    fn a_schedule_that_says_nothing_is_refused() {
        let refused = |schedule: Schedule| match schedule.refuse_invalid() {
            Err(Error::FieldInvalid { field, .. }) => field,
            other => panic!("{other:?}"),
        };
        let monthly = schedule(1, Unit::Month, "2026-01-31");
        assert!(monthly.refuse_invalid().is_ok());
        assert_eq!(refused(Schedule { every: 0, ..monthly }), "every");
        assert_eq!(refused(Schedule { every: 1000, ..monthly }), "every");
        assert_eq!(
            refused(Schedule { unit: Unit::Week, last_day_of_month: true, ..monthly }),
            "last_day_of_month"
        );
        assert_eq!(refused(Schedule { ends: Ends::After { documents: 0 }, ..monthly }), "documents");
        assert_eq!(refused(Schedule { ends: Ends::On { day: day("2026-01-30") }, ..monthly }), "day");
    }

    #[test]
    fn the_calendar_ends_without_a_sound() {
        let far = schedule(999, Unit::Year, "2026-01-31");
        assert!(far.days().count() < 300);
        assert_eq!(far.day(i64::MAX), None);
    }
}
