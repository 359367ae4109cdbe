//! Days and months of the books.
//!
//! A document's date is a day without a time zone; an instant is UTC. The clock is never read here: `today`
//! and `now` come in as arguments.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, SecondsFormat};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

use crate::error::{Error, Result};

pub type Day = NaiveDate;
pub type Instant = chrono::DateTime<chrono::Utc>;

/// Reads an ISO day `2026-03-05`; days that do not exist are refused.
pub fn parse_day(text: &str) -> Result<Day> {
    let refuse = || Error::DateUnreadable { text: text.chars().take(40).collect(), field: None };
    if text.len() != 10 {
        return Err(refuse());
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| refuse())
}

/// `2026-11-23T20:45:00.123Z`: the one form in which instants are stored and sent.
pub fn instant_text(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Reads an RFC 3339 instant, or a day (its last millisecond, UTC).
pub fn parse_instant(text: &str) -> Result<Instant> {
    if let Ok(day) = parse_day(text) {
        let end = day.and_hms_milli_opt(23, 59, 59, 999);
        return Ok(end.ok_or_else(|| Error::DateUnreadable { text: text.into(), field: None })?.and_utc());
    }
    chrono::DateTime::parse_from_rfc3339(text)
        .map(|at| at.with_timezone(&chrono::Utc))
        .map_err(|_| Error::DateUnreadable { text: text.chars().take(40).collect(), field: None })
}

/// A calendar month, `2026-11`; ordered by time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, TS, JsonSchema)]
#[ts(type = "string")]
#[schemars(with = "String", extend("format" = "month"))]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    pub fn of(day: Day) -> Month {
        Month { year: day.year(), month: day.month() }
    }

    pub fn year(self) -> i32 {
        self.year
    }

    pub fn month(self) -> u32 {
        self.month
    }

    pub fn first_day(self) -> Day {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or(NaiveDate::MAX)
    }

    /// The first of January of its year.
    pub fn first_of_year(self) -> Day {
        Month { month: 1, ..self }.first_day()
    }

    pub fn last_day(self) -> Day {
        self.next().first_day().checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
    }

    pub fn next(self) -> Month {
        match self.month {
            12 => Month { year: self.year + 1, month: 1 },
            month => Month { month: month + 1, ..self },
        }
    }

    pub fn previous(self) -> Month {
        match self.month {
            1 => Month { year: self.year - 1, month: 12 },
            month => Month { month: month - 1, ..self },
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Month {
    type Err = Error;

    fn from_str(text: &str) -> Result<Month> {
        parse_day(&format!("{text}-01"))
            .map(Month::of)
            .map_err(|_| Error::MonthUnreadable { text: text.chars().take(40).collect(), field: None })
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Month, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl rusqlite::ToSql for Month {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl rusqlite::types::FromSql for Month {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Month> {
        value.as_str()?.parse().map_err(|error| rusqlite::types::FromSqlError::Other(Box::new(error)))
    }
}
