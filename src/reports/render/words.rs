//! From codes to words: `assets/lang/*/report.json`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::calendar::{Day, Month};
use crate::language::Language;
use crate::money::grouped;
use crate::reports::{AgeUnit, Cell, Column, ColumnDetail, Report};

/// The word of a code such as `column.debit`; the code itself where a language lacks it (a test keeps that from
/// happening).
pub fn word(language: Language, code: &str) -> String {
    static WORDS: OnceLock<[BTreeMap<String, String>; 2]> = OnceLock::new();
    let read = |text: &str| serde_json::from_str(text).unwrap_or_default();
    let [chinese, english] = WORDS.get_or_init(|| {
        [
            read(include_str!("../../../assets/lang/zh-CN/report.json")),
            read(include_str!("../../../assets/lang/en/report.json")),
        ]
    });
    let words = match language {
        Language::ZhCn => chinese,
        Language::En => english,
    };
    words.get(code).map_or_else(|| code.to_owned(), String::clone)
}

/// A column's head.
pub fn head(column: &Column, language: Language) -> String {
    match &column.detail {
        None => word(language, &format!("column.{}", column.key)),
        Some(ColumnDetail::Span { unit, from, to }) => {
            let (code, first) = match (unit, to) {
                (AgeUnit::Days, Some(_)) => ("head.days", from + 1),
                (AgeUnit::Days, None) => ("head.days_over", *from),
                (AgeUnit::Months, Some(_)) if *from == 0 => ("head.months_first", 0),
                (AgeUnit::Months, Some(_)) => ("head.months", *from),
                (AgeUnit::Months, None) => ("head.months_over", *from),
            };
            let last = to.map_or_else(String::new, |to| to.to_string());
            word(language, code).replace("{{from}}", &first.to_string()).replace("{{to}}", &last)
        }
        Some(ColumnDetail::Earlier { of, from, as_of }) => {
            format!("{} {}", word(language, &format!("earlier.{of}")), span(*from, *as_of))
        }
        Some(ColumnDetail::Period { from, as_of }) => span(Some(*from), *as_of),
        Some(ColumnDetail::Named { zh, en }) => if language == Language::En { en } else { zh }.clone(),
        Some(ColumnDetail::Change { .. }) => word(language, "head.change"),
    }
}

/// A period as short as it can be said: a year, a month, its days, or one day.
fn span(from: Option<Day>, as_of: Day) -> String {
    let Some(from) = from else { return as_of.to_string() };
    let month = Month::of(as_of);
    match () {
        () if from == month.first_of_year() && month.month() == 12 && as_of == month.last_day() => {
            month.year().to_string()
        }
        () if from == month.first_day() && as_of == month.last_day() => month.to_string(),
        () => format!("{from} – {as_of}"),
    }
}

/// The report's name.
pub fn title(report: &Report, language: Language) -> String {
    word(language, &format!("report.{}", report.name.as_str()))
}

/// Party, account, period and cut-off in one line.
pub fn subtitle(report: &Report, language: Language) -> String {
    let parameters = &report.parameters;
    let period = match parameters.from {
        Some(from) => format!("{from} – {}", parameters.as_of),
        None => parameters.as_of.to_string(),
    };
    subtitle_parts(report, language, period, report.currency.to_string()).join(" · ")
}

/// What stands under a title, around its period and its unit as the reader writes them.
pub fn subtitle_parts(report: &Report, language: Language, period: String, unit: String) -> Vec<String> {
    let parameters = &report.parameters;
    let mut parts = Vec::new();
    if let Some(party) = &parameters.party {
        parts.push(format!("{} {}", party.code, party.name));
    }
    if let Some(account) = &parameters.account {
        parts.push(format!("{} {account}", word(language, "column.account")));
    }
    if let Some(segment) = &parameters.segment {
        parts.push(format!("{} {segment}", word(language, "column.segment")));
    }
    parts.push(period);
    if let Some(since) = &parameters.since {
        let day = since.recorded_at.get(..10).unwrap_or_default();
        let text = word(language, "head.since");
        parts.push(text.replace("{{seq}}", &since.seq.to_string()).replace("{{day}}", day));
    }
    parts.push(unit);
    parts.extend(report.form.map(|form| word(language, &format!("form.{}", form.as_str()))));
    parts
}

/// A voucher's number within its month, as books write it: `记-18` for `2026-07/18`, `收-3` for `2026-07/收-3`.
/// Other text, such as a name that heads its lines, stays as it is.
pub fn voucher_number(voucher: &str, language: Language) -> String {
    match voucher.split_once('/') {
        Some((month, typed)) if month.parse::<Month>().is_ok() && typed.contains('-') => typed.to_owned(),
        Some((month, number)) if month.parse::<Month>().is_ok() => {
            word(language, "word.voucher_number").replace("{{number}}", number)
        }
        _ => voucher.to_owned(),
    }
}

/// A cell as people read it: amounts with groups of three, words translated.
pub fn cell_text(cell: &Cell, language: Language) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Word(code) => word(language, &format!("word.{code}")),
        Cell::Name { zh, en } => if language == Language::En { en } else { zh }.clone(),
        Cell::Money(amount) => grouped(&amount.to_plain()),
        Cell::Day(day) => day.to_string(),
        Cell::Figure(figure) => figure.to_string(),
        Cell::Count(count) => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voucher_reads_as_books_write_it_and_a_name_stays() {
        assert_eq!(voucher_number("2026-07/18", Language::ZhCn), "记-18");
        assert_eq!(voucher_number("2026-07/18", Language::En), "No. 18");
        assert_eq!(voucher_number("2026-07/收-3", Language::En), "收-3");
        assert_eq!(voucher_number("甲/乙公司", Language::ZhCn), "甲/乙公司");
    }
}
