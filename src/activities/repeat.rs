//! The rhythm in which a task comes back. Pure.

use chrono::{Months, TimeDelta};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;
use crate::error::{Error, Result};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RepeatUnit {
    Day,
    Week,
    Month,
    Year,
}

/// Every so many units, reckoned from the first day, so that the 31st comes back to the 31st after a shorter month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Repeat {
    pub every: u32,
    pub unit: RepeatUnit,
    /// The day it is reckoned from; the task's own where absent.
    pub starts_on: Option<Day>,
}

/// Units between two days at most.
const EVERY_MAX: u32 = 999;

impl Repeat {
    /// # Errors
    /// `field_invalid` for an interval of nothing.
    pub(super) fn refuse_invalid(self) -> Result<()> {
        if (1..=EVERY_MAX).contains(&self.every) {
            return Ok(());
        }
        Err(Error::FieldInvalid { field: "every".into(), value: self.every.to_string() })
    }

    /// Whether both come in the same rhythm, whatever day they are reckoned from.
    pub(super) fn keeps_pace_with(self, other: Repeat) -> bool {
        (self.every, self.unit) == (other.every, other.unit)
    }

    /// The first day of the rhythm after `due_on` that also lies after `done_on`; `None` past the end of the calendar.
    pub fn next(self, due_on: Day, done_on: Day) -> Option<Day> {
        let (first, after) = (self.starts_on.unwrap_or(due_on), due_on.max(done_on));
        // A step is never longer than its days, so that the search begins close below the day looked for.
        let unit_days = match self.unit {
            RepeatUnit::Day => 1,
            RepeatUnit::Week => 7,
            RepeatUnit::Month => 31,
            RepeatUnit::Year => 366,
        };
        let near = (after - first).num_days().max(0) / (unit_days * i64::from(self.every));
        (near..).map_while(|step| self.day(first, step)).find(|day| *day > after)
    }

    fn day(self, first: Day, step: i64) -> Option<Day> {
        let units = step.checked_mul(i64::from(self.every))?;
        let months = |units: i64| first.checked_add_months(Months::new(u32::try_from(units).ok()?));
        match self.unit {
            RepeatUnit::Day => first.checked_add_signed(TimeDelta::try_days(units)?),
            RepeatUnit::Week => first.checked_add_signed(TimeDelta::try_weeks(units)?),
            RepeatUnit::Month => months(units),
            RepeatUnit::Year => months(units.checked_mul(12)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;

    fn next(every: u32, unit: RepeatUnit, days: [&str; 3]) -> String {
        let [first, due, done] = days.map(|day| parse_day(day).unwrap());
        Repeat { every, unit, starts_on: Some(first) }.next(due, done).unwrap().to_string()
    }

    #[test]
    fn the_next_day_keeps_the_rhythm_however_late_the_task_was_done() {
        use RepeatUnit::{Day, Month, Week, Year};
        let table = [
            (1, Week, ["2026-11-02", "2026-11-30", "2026-11-30"], "2026-12-07"),
            (1, Week, ["2026-11-02", "2026-11-09", "2026-12-01"], "2026-12-07"),
            (2, Week, ["2026-11-02", "2026-11-02", "2026-10-20"], "2026-11-16"),
            (3, Day, ["2026-02-27", "2026-02-27", "2026-02-27"], "2026-03-02"),
            (1, Month, ["2026-01-31", "2026-01-31", "2026-01-31"], "2026-02-28"),
            (1, Month, ["2026-01-31", "2026-02-28", "2026-02-28"], "2026-03-31"),
            (1, Month, ["2020-01-31", "2020-01-31", "2026-11-30"], "2026-12-31"),
            (1, Year, ["2024-02-29", "2025-02-28", "2025-03-01"], "2026-02-28"),
        ];
        for (every, unit, days, expected) in table {
            assert_eq!(next(every, unit, days), expected, "{every} {unit:?} {days:?}");
        }
    }

    #[test]
    fn the_end_of_the_calendar_has_no_next_day() {
        let repeat = Repeat { every: 999, unit: RepeatUnit::Year, starts_on: None };
        assert_eq!(repeat.next(Day::MAX, Day::MAX), None);
    }
}
