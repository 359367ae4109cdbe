//! 断号检查: whether every number of our own series follows the one before, for each kind and period.
//!
//! A document's number is read by the series that gives it: what a series would have called the documents of a period
//! up to the last one it named must all be there. Numbers of a pattern that was changed since are counted, and make no
//! gap.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::named_params;

use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::ledger::{VoucherType, format_number, list_series, number_period};
use crate::store::Reader;

/// Ranges of missing numbers that a line names; the count tells the rest.
const RANGES_SHOWN: usize = 12;

/// The numbers of one series in one period.
struct Run {
    kind: String,
    period: String,
    first: String,
    last: String,
    count: usize,
    missing: Vec<i64>,
    link: Link,
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let mut runs = vouchers(r, scope)?;
    runs.extend(documents(r, scope)?);
    let total = |of: fn(&Run) -> usize| Cell::Count(runs.iter().map(of).sum::<usize>() as i64);
    let mut rows: Vec<Row> = runs
        .iter()
        .map(|run| {
            let gaps = run.missing.len() as i64;
            Row::line(vec![
                Cell::word(&run.kind),
                Cell::text(&run.period),
                Cell::text(&run.first),
                Cell::text(&run.last),
                Cell::Count(run.count as i64),
                if gaps == 0 { Cell::Empty } else { Cell::Count(gaps) },
                if gaps == 0 { Cell::Empty } else { Cell::text(ranges(&run.missing)) },
            ])
            .opens(run.link.clone())
        })
        .collect();
    let mut cells = vec![Cell::word("total")];
    cells.resize(4, Cell::Empty);
    cells.extend([total(|run| run.count), total(|run| run.missing.len()), Cell::Empty]);
    rows.push(Row::new(RowKind::Total, cells));
    let (text, number) = (ColumnKind::Text, ColumnKind::Number);
    Ok(scope.report(
        columns(&[
            ("series", text),
            ("number_period", text),
            ("first_number", text),
            ("last_number", text),
            ("count", number),
            ("gaps", number),
            ("missing", text),
        ]),
        rows,
    ))
}

/// Vouchers count anew in each month, so their months are taken whole.
fn vouchers(r: &Reader<'_>, scope: &Scope) -> Result<Vec<Run>> {
    let (from, to) = (Month::of(scope.from), Month::of(scope.as_of));
    let found: Vec<(String, Month, i64)> = r.rows(
        include_str!("voucher_numbers_of.sql"),
        named_params! {":from_month": from, ":to_month": to, ":known": scope.known()},
        |row| Ok((row.get("type")?, row.get("month")?, row.get("number")?)),
    )?;
    let runs = found.chunk_by(|a, b| (&a.0, a.1) == (&b.0, b.1)).filter_map(|group| {
        let (kind, month, first) = group.first()?;
        let kind = VoucherType::from_stored(kind);
        let last = group.last()?.2;
        let present: BTreeSet<i64> = group.iter().map(|(.., number)| *number).collect();
        Some(Run {
            kind: "voucher".into(),
            period: month.to_string(),
            first: kind.numbered(*first),
            last: kind.numbered(last),
            count: group.len(),
            missing: (1..=last).filter(|number| !present.contains(number)).collect(),
            link: Link::Journal { from: month.first_day(), as_of: month.last_day() },
        })
    });
    Ok(runs.collect())
}

fn documents(r: &Reader<'_>, scope: &Scope) -> Result<Vec<Run>> {
    let patterns: BTreeMap<String, String> =
        list_series(r)?.into_iter().map(|series| (series.kind, series.pattern)).collect();
    // A series counts through its whole period, of which the report's may be a part.
    let endless = patterns.values().any(|pattern| number_period(pattern, scope.from).is_empty());
    let year = if endless { Day::MIN } else { Month::of(scope.from).first_of_year() };
    let found: Vec<(String, String, Day)> = r.rows(
        include_str!("own_numbers.sql"),
        named_params! {":from": year, ":as_of": scope.as_of, ":known": scope.known()},
        |row| Ok((row.get("kind")?, row.get("number")?, row.get("date")?)),
    )?;
    let mut groups: BTreeMap<(String, String), Vec<(String, Day)>> = BTreeMap::new();
    for (kind, number, date) in found {
        let period = patterns.get(&kind).map(|pattern| number_period(pattern, date)).unwrap_or_default();
        groups.entry((kind, period)).or_default().push((number, date));
    }
    let runs = groups.into_iter().filter_map(|((kind, period), numbers)| {
        let last_date = numbers.iter().map(|(_, date)| *date).max()?;
        if last_date < scope.from {
            return None;
        }
        let (first, last) = (numbers.first()?.0.clone(), numbers.last()?.0.clone());
        let missing = patterns.get(&kind).map(|pattern| missing(pattern, &numbers)).unwrap_or_default();
        let from = numbers.iter().map(|(_, date)| *date).min()?;
        let link = Link::Journal { from, as_of: last_date };
        Some(Run { kind, period, first, last, count: numbers.len(), missing, link })
    });
    Ok(runs.collect())
}

/// The counts below the last one taken that no document has.
fn missing(pattern: &str, numbers: &[(String, Day)]) -> Vec<i64> {
    let mut waiting: BTreeMap<&str, Day> =
        numbers.iter().map(|(number, date)| (number.as_str(), *date)).collect();
    let Some(date) = numbers.first().map(|(_, date)| *date) else { return Vec::new() };
    let (mut absent, mut last) = (Vec::new(), 0);
    // Numbers without gap are found one after the other; beyond twice as many, what is left has another pattern.
    for count in 1..=2 * numbers.len() as i64 + 1 {
        match waiting.remove(format_number(pattern, date, count).as_str()) {
            Some(_) => last = count,
            None => absent.push(count),
        }
        if waiting.is_empty() {
            break;
        }
    }
    absent.retain(|count| *count < last);
    // Each document under another pattern may stand for one of them.
    absent.split_off(absent.len().min(waiting.len()))
}

/// `3, 7–9`.
fn ranges(numbers: &[i64]) -> String {
    let runs: Vec<String> = numbers
        .chunk_by(|a, b| a + 1 == *b)
        .filter_map(|run| Some((run.first()?, run.last()?)))
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    let shown = runs.iter().take(RANGES_SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if runs.len() > RANGES_SHOWN { format!("{shown} …") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;

    #[test]
    fn what_a_series_left_out_is_named() {
        let numbers = |texts: &[&str]| -> Vec<(String, Day)> {
            texts.iter().map(|text| ((*text).to_owned(), parse_day("2026-06-03").unwrap())).collect()
        };
        let found = |texts: &[&str]| ranges(&missing("XS{YY}{MM}-{0000}", &numbers(texts)));
        assert_eq!(found(&["XS2606-0001", "XS2606-0002"]), "");
        assert_eq!(found(&["XS2606-0001", "XS2606-0003", "XS2606-0007"]), "2, 4–6");
        // A pattern that was changed within the period leaves no gap.
        assert_eq!(found(&["OLD-1", "OLD-2", "XS2606-0003"]), "");
    }
}
