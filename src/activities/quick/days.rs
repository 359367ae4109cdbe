//! Days and times as people write them, at a place of a line.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::line::Line;
use super::words::{MONTHS_EN, NO_DAY_AFTER_HAO, NUMERALS, WEEKDAYS_EN, WEEKDAYS_ZH};
use crate::calendar::{Day, Month};

/// How far ahead a day without its year may lie that leans to the past.
const AHEAD_DAYS: u64 = 60;

/// Which way a day leans whose year, month or week is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    /// Something happened: the latest such day, a little ahead at most.
    Past,
    /// Something is due: the next such day.
    Ahead,
}

/// The day that begins there and where its words end.
pub(super) fn day_at(line: &Line, at: usize, today: Day, lean: Lean) -> Option<(Day, usize)> {
    if !line.begins_word(at) {
        return None;
    }
    whole_date(line, at)
        .or_else(|| month_and_day(line, at, today, lean))
        .or_else(|| named_day(line, at, today))
        .or_else(|| weekday_zh(line, at, today, lean))
        .or_else(|| weekday_en(line, at, today, lean))
        .or_else(|| days_from_now(line, at, today))
        .or_else(|| end_of_month(line, at, today))
        .or_else(|| day_of_month(line, at, today, lean))
}

/// `2026-03-05`, `2026/3/5`, 2026年3月5日
fn whole_date(line: &Line, at: usize) -> Option<(Day, usize)> {
    let (year, after_year) = line.number_at(at, 4).filter(|(year, _)| *year >= 1000)?;
    let mark = line.at(after_year).filter(|c| "-/.年".contains(*c))?;
    let (month, after_month) = line.number_at(after_year + 1, 2)?;
    line.at(after_month).filter(|c| *c == if mark == '年' { '月' } else { mark })?;
    let (day, end) = line.number_at(after_month + 1, 2)?;
    let end = if line.at(end).is_some_and(|c| "日号".contains(c)) { end + 1 } else { end };
    Some((NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?, end))
}

/// 3月5日, `Mar 5`, `5th March 2026`
fn month_and_day(line: &Line, at: usize, today: Day, lean: Lean) -> Option<(Day, usize)> {
    let (month, day, end) = month_and_day_zh(line, at)
        .or_else(|| month_then_day(line, at))
        .or_else(|| day_then_month(line, at))?;
    let year_at = line.skip_spaces(if line.at(end) == Some(',') { end + 1 } else { end });
    let year = line.number_at(year_at, 4).filter(|(year, _)| (1900..2200).contains(year));
    if let Some((year, end)) = year.filter(|_| line.at(end) != Some('月')) {
        return Some((NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?, end));
    }
    let of_year = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    // Eight years hold every day there is.
    let found = match lean {
        Lean::Past => {
            let limit = today.checked_add_days(Days::new(AHEAD_DAYS))?;
            (-8..=1).rev().filter_map(|by| of_year(today.year() + by)).find(|day| *day <= limit)
        }
        Lean::Ahead => (0..=8).filter_map(|by| of_year(today.year() + by)).find(|day| *day >= today),
    }?;
    Some((found, end))
}

fn month_and_day_zh(line: &Line, at: usize) -> Option<(u32, u32, usize)> {
    let (month, after) = line.number_at(at, 2)?;
    line.at(after).filter(|c| *c == '月')?;
    let (day, end) = line.number_at(after + 1, 2)?;
    let end = if line.at(end).is_some_and(|c| "日号".contains(c)) { end + 1 } else { end };
    Some((month, day, end))
}

fn month_then_day(line: &Line, at: usize) -> Option<(u32, u32, usize)> {
    let (month, after) = named(line, at, MONTHS_EN)?;
    let after = if line.at(after) == Some('.') { after + 1 } else { after };
    let (day, end) = line.number_at(line.skip_spaces(after), 2)?;
    Some((month, day, past_ordinal(line, end)))
}

fn day_then_month(line: &Line, at: usize) -> Option<(u32, u32, usize)> {
    let (day, after) = line.number_at(at, 2)?;
    let (month, end) = named(line, line.skip_spaces(past_ordinal(line, after)), MONTHS_EN)?;
    Some((month, day, end))
}

fn past_ordinal(line: &Line, at: usize) -> usize {
    let is = |ending: &str| ending.chars().zip(at..).all(|(c, at)| line.at(at) == Some(c));
    if ["st", "nd", "rd", "th"].into_iter().any(is) { at + 2 } else { at }
}

fn named(line: &Line, at: usize, words: &[(&str, u32)]) -> Option<(u32, usize)> {
    words
        .iter()
        .filter_map(|(word, value)| Some((*value, line.word_at(at, word)?)))
        .max_by_key(|(_, end)| *end)
}

/// 今天, `tomorrow`
fn named_day(line: &Line, at: usize, today: Day) -> Option<(Day, usize)> {
    const NAMES: &[(&str, i64)] = &[
        ("今天", 0),
        ("今日", 0),
        ("今早", 0),
        ("今晚", 0),
        ("昨天", -1),
        ("昨日", -1),
        ("昨晚", -1),
        ("前天", -2),
        ("明天", 1),
        ("明日", 1),
        ("明早", 1),
        ("后天", 2),
        ("大后天", 3),
        ("today", 0),
        ("yesterday", -1),
        ("tomorrow", 1),
        ("the day after tomorrow", 2),
        ("day after tomorrow", 2),
    ];
    let (by, end) = NAMES
        .iter()
        .filter_map(|(word, by)| Some((*by, line.word_at(at, word)?)))
        .max_by_key(|(_, end)| *end)?;
    Some((moved(today, by)?, end))
}

fn moved(day: Day, days: i64) -> Option<Day> {
    day.checked_add_signed(chrono::TimeDelta::try_days(days)?)
}

fn monday_of(today: Day) -> Option<Day> {
    moved(today, -i64::from(today.weekday().num_days_from_monday()))
}

/// 周五, 下周一, 上星期三, 本周日
fn weekday_zh(line: &Line, at: usize, today: Day, lean: Lean) -> Option<(Day, usize)> {
    const WEEKS: &[(&str, i64)] = &[("下下", 2), ("下", 1), ("上上", -2), ("上", -1), ("本", 0), ("这", 0)];
    let week = WEEKS.iter().find_map(|(word, by)| Some((*by, line.word_at(at, word)?)));
    let from = week.map_or(at, |(_, end)| end);
    let from = if week.is_some() && line.at(from) == Some('个') { from + 1 } else { from };
    let after = line.one_of_at(from, &["周", "星期", "礼拜"])?;
    let name = line.at(after)?;
    let weekday = WEEKDAYS_ZH.iter().find(|(known, _)| *known == name).map(|(_, weekday)| *weekday)?;
    Some((weekday_of(today, weekday, week.map(|(by, _)| by), lean)?, after + 1))
}

/// `Friday`, `next Mon`, `last Tuesday`
fn weekday_en(line: &Line, at: usize, today: Day, lean: Lean) -> Option<(Day, usize)> {
    const WEEKS: &[(&str, i64)] = &[("next", 1), ("last", -1), ("this", 0)];
    let week = WEEKS.iter().find_map(|(word, by)| Some((*by, line.word_at(at, word)?)));
    let (weekday, end) = named(line, week.map_or(at, |(_, end)| line.skip_spaces(end)), WEEKDAYS_EN)?;
    Some((weekday_of(today, weekday, week.map(|(by, _)| by), lean)?, end))
}

/// A weekday of the week that is said, weeks beginning on Monday; otherwise the last one up to today, or the next after it.
fn weekday_of(today: Day, weekday: u32, week: Option<i64>, lean: Lean) -> Option<Day> {
    let this = moved(monday_of(today)?, i64::from(weekday))?;
    let by = match week {
        Some(weeks) => weeks,
        None if lean == Lean::Past => -i64::from(this > today),
        None => i64::from(this <= today),
    };
    moved(this, by * 7)
}

/// 下周, `next week`: its Monday; only something due can be as vague.
pub(super) fn next_week_day(line: &Line, at: usize, today: Day) -> Option<(Day, usize)> {
    let end = line.one_of_at(at, &["下周", "下星期", "下个星期", "下礼拜", "next week"])?;
    Some((moved(monday_of(today)?, 7)?, end))
}

/// 三天后, 2周后, `in 10 days`, `in a month`
fn days_from_now(line: &Line, at: usize, today: Day) -> Option<(Day, usize)> {
    const UNITS: &[(&str, u32)] = &[
        ("天后", 1),
        ("天之后", 1),
        ("天内", 1),
        ("日内", 1),
        ("周后", 7),
        ("周之后", 7),
        ("周内", 7),
        ("个星期后", 7),
        ("个月后", 0),
        ("个月内", 0),
    ];
    const UNITS_EN: &[(&str, u32)] =
        &[("day", 1), ("days", 1), ("week", 7), ("weeks", 7), ("month", 0), ("months", 0)];
    let english = line.one_of_at(at, &["in", "within"]);
    let from = english.map_or(at, |end| line.skip_spaces(end));
    let (count, after) = line.number_at(from, 3).or_else(|| {
        let (count, end) = named(line, from, NUMERALS)?;
        Some((count, end))
    })?;
    let units = if english.is_some() { UNITS_EN } else { UNITS };
    let (days, end) = named(line, line.skip_spaces(after), units)?;
    let day = match days {
        0 => today.checked_add_months(Months::new(count)),
        days => today.checked_add_days(Days::new(u64::from(count * days))),
    };
    Some((day?, end))
}

/// 月底, 下月底, 年底, `end of the month`
fn end_of_month(line: &Line, at: usize, today: Day) -> Option<(Day, usize)> {
    let month = Month::of(today);
    if let Some(end) = line.one_of_at(at, &["下月底", "下个月底", "end of next month"]) {
        return Some((month.next().last_day(), end));
    }
    if let Some(end) = line.one_of_at(at, &["年底", "end of the year", "end of year"]) {
        return Some((NaiveDate::from_ymd_opt(today.year(), 12, 31)?, end));
    }
    let end = line.one_of_at(
        at,
        &["月底", "月末", "本月底", "这个月底", "end of month", "end of the month", "month end", "month-end"],
    )?;
    Some((month.last_day(), end))
}

/// 20日, 下月5号, `the 20th`
fn day_of_month(line: &Line, at: usize, today: Day, lean: Lean) -> Option<(Day, usize)> {
    let next = line.one_of_at(at, &["下月", "下个月"]);
    let this = line.one_of_at(at, &["本月", "这个月"]);
    let english = line.word_at(at, "the").map(|end| line.skip_spaces(end));
    let (day, end) = line.number_at(next.or(this).or(english).unwrap_or(at), 2)?;
    let end = match english {
        Some(_) => Some(past_ordinal(line, end)).filter(|past| *past > end)?,
        None => match line.at(end)? {
            '日' => end + 1,
            '号' if !line.at(end + 1).is_some_and(|c| NO_DAY_AFTER_HAO.contains(c)) => end + 1,
            _ => return None,
        },
    };
    let of = |month: Month| NaiveDate::from_ymd_opt(month.year(), month.month(), day);
    let month = Month::of(today);
    let found = if next.is_some() {
        of(month.next())
    } else if this.is_some() {
        of(month)
    } else if lean == Lean::Past {
        of(month).filter(|day| *day <= today).or_else(|| of(month.previous()))
    } else {
        of(month).filter(|day| *day >= today).or_else(|| of(month.next()))
    };
    Some((found?, end))
}

/// The time that begins there, as `HH:MM`: `14:30`, 下午3点半, `3pm`.
pub(super) fn time_at(line: &Line, at: usize) -> Option<(String, usize)> {
    let half = [("上午", 0), ("早上", 0), ("中午", 12), ("下午", 12), ("晚上", 12)]
        .into_iter()
        .find_map(|(word, hours)| Some((hours, line.word_at(at, word)?)));
    let (hour, after) = line.number_at(line.skip_spaces(half.map_or(at, |(_, end)| end)), 2)?;
    let (minute, end) = minute_at(line, after)?;
    let english = line
        .word_at(line.skip_spaces(end), "am")
        .map(|end| (0, end))
        .or_else(|| line.word_at(line.skip_spaces(end), "pm").map(|end| (12, end)));
    // A bare number is no time.
    if end == after && english.is_none() {
        return None;
    }
    let (later, end) = match (english, half) {
        (Some((later, end)), _) => (later, end),
        (None, half) => (half.map_or(0, |(hours, _)| hours), end),
    };
    let hour = match (later, hour) {
        (12, hour) if hour < 12 => hour + 12,
        (0, 12) if english.is_some() => 0,
        (_, hour) => hour,
    };
    (hour < 24 && minute < 60).then(|| (format!("{hour:02}:{minute:02}"), end))
}

/// The minutes after an hour: `:30`, 点半, 点15分; none where nothing follows.
fn minute_at(line: &Line, at: usize) -> Option<(u32, usize)> {
    match line.at(at) {
        Some(':') => line.number_at(at + 1, 2).filter(|(_, end)| *end == at + 3),
        Some('点') if line.at(at + 1) == Some('半') => Some((30, at + 2)),
        Some('点') => Some(match line.number_at(at + 1, 2) {
            Some((minute, end)) if line.at(end) == Some('分') => (minute, end + 1),
            _ => (0, at + 1),
        }),
        _ => Some((0, at)),
    }
}
