use chrono::{Datelike, Days, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use super::super::mapping::DateOrder;
use crate::calendar::Day;
use crate::error::{Error, Result};

/// Serial days of Excel's 1900 system that a five-digit number may be: 1954-10-03 to 2119-01-10.
const SERIALS: std::ops::RangeInclusive<u64> = 20_000..=80_000;
/// A year outside these is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Reads a day as files write it; a time of day after it is dropped, the day stays as written.
///
/// Always: `2026-03-05`, `2026/3/5`, `2026.3.5`, `2026年3月5日`, `20260305`, an Excel serial such as `46086`.
/// Only by their order: `05.03.2026`, `3/5/2026`. Years have four digits.
///
/// # Errors
/// `date_unreadable` with the text as it was: for days that do not exist, and for all that could be read in
/// two ways.
pub fn parse_date(text: &str, order: DateOrder) -> Result<Day> {
    let refuse = || Error::DateUnreadable { text: text.chars().take(40).collect(), field: None };
    let unified: String = text.trim().nfkc().collect();
    let day_part = without_time(&unified).ok_or_else(refuse)?;
    let day = match day_part {
        digits if digits.len() == 8 && all_digits(digits) => NaiveDate::parse_from_str(digits, "%Y%m%d").ok(),
        digits if digits.len() == 5 && all_digits(digits) => excel_serial(digits),
        chinese if chinese.contains('年') => {
            of_parts(chinese_parts(chinese).ok_or_else(refuse)?, DateOrder::YearFirst)
        }
        western => of_parts(western_parts(western).ok_or_else(refuse)?, order),
    };
    day.filter(|day| YEARS.contains(&day.year())).ok_or_else(refuse)
}

/// Cuts ` 00:00:00.000`, `T08:30:00Z` and the fraction of an Excel serial; `None` for other tails.
fn without_time(text: &str) -> Option<&str> {
    if let Some((serial, fraction)) = text.split_once('.')
        && serial.len() == 5
        && all_digits(serial)
        && all_digits(fraction)
    {
        return Some(serial);
    }
    let Some((day, time)) = text.split_once(['T', ' ']) else { return Some(text) };
    let is_time = time.starts_with(|c: char| c.is_ascii_digit())
        && time.contains(':')
        && time.chars().all(|c| c.is_ascii_digit() || ":.+-Z ".contains(c));
    is_time.then_some(day)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn excel_serial(digits: &str) -> Option<Day> {
    let serial: u64 = digits.parse().ok()?;
    // Day 60 of Excel is a 29 February 1900 that never was; counting from two days early makes up for it.
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    if SERIALS.contains(&serial) { epoch.checked_add_days(Days::new(serial)) } else { None }
}

fn chinese_parts(text: &str) -> Option<[&str; 3]> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix(['日', '号'])?;
    Some([year.trim(), month.trim(), day.trim()])
}

fn western_parts(text: &str) -> Option<[&str; 3]> {
    let separator = text.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: Vec<&str> = text.split(separator).collect();
    parts.try_into().ok()
}

fn of_parts(parts: [&str; 3], order: DateOrder) -> Option<Day> {
    if !parts.iter().all(|part| all_digits(part)) {
        return None;
    }
    let [year, month, day] = match (parts[0].len(), order) {
        (4, _) => parts,
        (_, DateOrder::DayFirst) => [parts[2], parts[1], parts[0]],
        (_, DateOrder::MonthFirst) => [parts[2], parts[0], parts[1]],
        (_, DateOrder::YearFirst) => return None,
    };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_is_read_as_files_write_it() {
        for (text, order) in [
            ("2026-03-05", DateOrder::YearFirst),
            ("2026/3/5", DateOrder::YearFirst),
            ("2026.03.05", DateOrder::MonthFirst),
            ("2026年3月5日", DateOrder::YearFirst),
            ("２０２６年０３月０５日", DateOrder::YearFirst),
            ("20260305", DateOrder::YearFirst),
            (" 2026-03-05 00:00:00.000 ", DateOrder::YearFirst),
            ("2026-03-05T23:30:00+08:00", DateOrder::YearFirst),
            ("46086", DateOrder::YearFirst),
            ("46086.75", DateOrder::YearFirst),
            ("05.03.2026", DateOrder::DayFirst),
            ("5/3/2026", DateOrder::DayFirst),
            ("3/5/2026", DateOrder::MonthFirst),
        ] {
            let day = parse_date(text, order).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(day.to_string(), "2026-03-05", "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_or_could_be_two_is_refused() {
        for text in [
            "",
            "2026-02-30",
            "05.03.2026",
            "3/5/2026",
            "26-03-05",
            "2026-13-01",
            "1900-02-29",
            "2026-03",
            "soon",
            "2026-03-05 noon",
            "12345",
            "0001-01-01",
            "2026-03/05",
            "2026-003-05",
            "99999999",
            "2026年3月",
        ] {
            assert!(parse_date(text, DateOrder::YearFirst).is_err(), "{text}");
        }
        assert!(parse_date("5/3/26", DateOrder::DayFirst).is_err());
        assert!(parse_date("31/2/2026", DateOrder::DayFirst).is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,20}") {
            let _ = parse_date(&text, DateOrder::DayFirst);
        }

        #[test]
        fn every_day_survives_each_way_of_writing_it(serial in SERIALS) {
            let day = excel_serial(&serial.to_string()).unwrap();
            for (text, order) in [
                (day.to_string(), DateOrder::YearFirst),
                (day.format("%Y年%-m月%-d日").to_string(), DateOrder::YearFirst),
                (day.format("%d.%m.%Y").to_string(), DateOrder::DayFirst),
                (day.format("%-m/%-d/%Y").to_string(), DateOrder::MonthFirst),
            ] {
                prop_assert_eq!(parse_date(&text, order).unwrap(), day);
            }
        }
    }
}
