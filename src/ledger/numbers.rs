//! Number series without gaps.
//!
//! A pattern holds text and fields: `{YYYY}`, `{YY}`, `{MM}` of the document's date and one counter `{0000}`
//! whose zeros give its least width. The counter restarts with the shortest period the pattern names. A number
//! is taken inside the posting transaction, so a refused posting leaves no gap.

use chrono::Datelike;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::VoucherType;
use crate::audit;
use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
use crate::store::{Reader, Writer};

/// What a series numbers: a kind of document, or vouchers.
pub type SeriesKind = &'static str;

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct Series {
    pub kind: String,
    pub pattern: String,
}

pub fn list_series(r: &Reader<'_>) -> Result<Vec<Series>> {
    r.rows("select kind, pattern from number_series order by kind", [], |row| {
        Ok(Series { kind: row.get("kind")?, pattern: row.get("pattern")? })
    })
}

/// Changes a pattern; numbers already given stay as they are.
pub fn save_series(w: &Writer<'_>, series: &Series) -> Result<Series> {
    check_pattern(&series.pattern)?;
    let changed = w.execute(
        "update number_series set pattern = :pattern where kind = :kind",
        named_params! {":pattern": series.pattern, ":kind": series.kind},
    )?;
    if changed == 0 {
        return Err(Error::NotFound { kind: "series".into(), key: series.kind.clone() });
    }
    audit::record(w, &serde_json::json!({"series": series}))?;
    Ok(series.clone())
}

/// The number the next document of that kind and day would get; taken by nobody yet.
pub fn next_number(r: &Reader<'_>, kind: &str, date: Day) -> Result<String> {
    let pattern = pattern(r, kind)?;
    let last = last_number(r, kind, &number_period(&pattern, date))?;
    Ok(format_number(&pattern, date, last + 1))
}

/// Takes the next number of a document series.
pub fn take_number(w: &Writer<'_>, kind: SeriesKind, date: Day) -> Result<String> {
    let pattern = pattern(w, kind)?;
    let number = count(w, kind, &number_period(&pattern, date))?;
    Ok(format_number(&pattern, date, number))
}

/// Takes the next voucher number of a type and month.
pub(super) fn take_voucher_number(w: &Writer<'_>, kind: VoucherType, month: Month) -> Result<i64> {
    count(w, kind.counter(), &month.to_string())
}

fn count(w: &Writer<'_>, kind: &str, period: &str) -> Result<i64> {
    let number = last_number(w, kind, period)? + 1;
    w.put(
        include_str!("keep_counter.sql"),
        named_params! {":kind": kind, ":period": period, ":last_number": number},
    )?;
    Ok(number)
}

/// The last number given in a period; nought before the first.
fn last_number(r: &Reader<'_>, kind: &str, period: &str) -> Result<i64> {
    let last = r.row(
        "select last_number from number_counter where kind = :kind and period = :period",
        named_params! {":kind": kind, ":period": period},
        |row| row.get(0),
    )?;
    Ok(last.unwrap_or(0))
}

fn pattern(r: &Reader<'_>, kind: &str) -> Result<String> {
    r.row("select pattern from number_series where kind = :kind", named_params! {":kind": kind}, |row| {
        row.get("pattern")
    })?
    .ok_or_else(|| Error::NotFound { kind: "series".into(), key: kind.into() })
}

/// The period in which a pattern counts on a day: its month, its year, or nothing where it counts on for ever.
pub fn number_period(pattern: &str, date: Day) -> String {
    match () {
        () if pattern.contains("{MM}") => Month::of(date).to_string(),
        () if pattern.contains("{YY") => date.year().to_string(),
        () => String::new(),
    }
}

fn counter_field(pattern: &str) -> Option<(usize, usize)> {
    let start = pattern.find("{0")?;
    let end = start + pattern.get(start..)?.find('}')?;
    let zeros = pattern.get(start + 1..end)?;
    zeros.bytes().all(|byte| byte == b'0').then_some((start, end))
}

/// What a pattern calls the document of that day with that count.
pub fn format_number(pattern: &str, date: Day, number: i64) -> String {
    let mut text = String::with_capacity(24);
    let mut rest = pattern;
    while let Some((before, (field, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        text.push_str(before);
        let (value, width) = match field {
            "YYYY" => (date.year().into(), 4),
            "YY" => (date.year().rem_euclid(100).into(), 2),
            "MM" => (date.month().into(), 2),
            zeros => (number, zeros.len()),
        };
        text.push_str(&format!("{value:0width$}"));
        rest = after;
    }
    text + rest
}

fn check_pattern(pattern: &str) -> Result<()> {
    let invalid = || Error::FieldInvalid { field: "pattern".into(), value: pattern.into() };
    let (start, end) = counter_field(pattern).ok_or_else(invalid)?;
    let rest = format!("{}{}", &pattern[..start], &pattern[end + 1..]);
    let rest = ["{YYYY}", "{YY}", "{MM}"].iter().fold(rest, |text, field| text.replace(field, ""));
    let month_without_year = pattern.contains("{MM}") && !pattern.contains("{YY");
    if rest.contains(['{', '}'])
        || rest.chars().any(char::is_control)
        || month_without_year
        || pattern.len() > 40
    {
        return Err(invalid());
    }
    Ok(())
}

/// The series a new book begins with.
pub fn seed_series(w: &Writer<'_>, language: &str) -> Result<()> {
    let chinese = [
        ("invoice", "XS{YY}{MM}-{0000}"),
        ("credit_note", "XH{YY}{MM}-{0000}"),
        ("bill", "CG{YY}{MM}-{0000}"),
        ("supplier_credit", "CH{YY}{MM}-{0000}"),
        ("receipt", "SK{YY}{MM}-{0000}"),
        ("payment", "FK{YY}{MM}-{0000}"),
        ("refund", "TK{YY}{MM}-{0000}"),
        ("supplier_refund", "GT{YY}{MM}-{0000}"),
        ("offset", "HX{YY}{MM}-{0000}"),
        ("bad_debt", "HZ{YY}{MM}-{0000}"),
        ("recovery", "SH{YY}{MM}-{0000}"),
        ("payable_write_off", "YX{YY}{MM}-{0000}"),
        ("deposit_forfeited", "YM{YY}{MM}-{0000}"),
        ("deposit_lost", "YS{YY}{MM}-{0000}"),
        ("quote", "BJ{YY}{MM}-{0000}"),
        ("sales_order", "DD{YY}{MM}-{0000}"),
        ("delivery", "SHD{YY}{MM}-{0000}"),
    ];
    let english = [
        ("invoice", "INV-{YYYY}-{0000}"),
        ("credit_note", "CN-{YYYY}-{0000}"),
        ("bill", "BILL-{YYYY}-{0000}"),
        ("supplier_credit", "SCN-{YYYY}-{0000}"),
        ("receipt", "RC-{YYYY}-{0000}"),
        ("payment", "PY-{YYYY}-{0000}"),
        ("refund", "RF-{YYYY}-{0000}"),
        ("supplier_refund", "SRF-{YYYY}-{0000}"),
        ("offset", "OF-{YYYY}-{0000}"),
        ("bad_debt", "WO-{YYYY}-{0000}"),
        ("recovery", "RV-{YYYY}-{0000}"),
        ("payable_write_off", "PWO-{YYYY}-{0000}"),
        ("deposit_forfeited", "DF-{YYYY}-{0000}"),
        ("deposit_lost", "DL-{YYYY}-{0000}"),
        ("quote", "QU-{YYYY}-{0000}"),
        ("sales_order", "SO-{YYYY}-{0000}"),
        ("delivery", "DN-{YYYY}-{0000}"),
    ];
    for (kind, pattern) in if language == "en" { english } else { chinese } {
        w.execute(
            "insert into number_series (kind, pattern) values (:kind, :pattern)",
            named_params! {":kind": kind, ":pattern": pattern},
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;

    #[test]
    fn a_pattern_gives_numbers_and_its_period() {
        let day = parse_day("2026-07-24").unwrap();
        for (pattern, number, expected, in_period) in [
            ("XS{YY}{MM}-{0000}", 18, "XS2607-0018", "2026-07"),
            ("INV-{YYYY}-{0000}", 12345, "INV-2026-12345", "2026"),
            ("{00000}", 7, "00007", ""),
            ("A{0}/B", 7, "A7/B", ""),
        ] {
            assert_eq!(format_number(pattern, day, number), expected);
            assert_eq!(number_period(pattern, day), in_period, "{pattern}");
            check_pattern(pattern).unwrap();
        }
        for broken in ["", "XS", "XS{MM}-{000}", "{DD}{00}", "{00", "{0a}"] {
            assert!(check_pattern(broken).is_err(), "{broken}");
        }
    }
}
