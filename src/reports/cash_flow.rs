//! 现金流量表 by the direct method, in the layout of the book's chart (`assets/reports/*-cash-flow.csv`; 会小企03).
//!
//! Every entry that moves cash is read by what stands against the cash: each of its other lines is cash in or out, under
//! the line of the layout that takes its account. Money between cash accounts is neither. So the lines add up to the change
//! of the cash accounts on every period, and the closing line is their balance.

use rusqlite::named_params;

use super::balances::movements;
use super::report::{Cell, ColumnKind, Report, Row, RowKind, columns};
use super::request::{Scope, first_of_year};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{Chart, accounts};
use crate::store::Reader;

/// Which way a line of the layout counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    In,
    Out,
    Net,
}

#[derive(Debug)]
struct Line {
    number: &'static str,
    style: &'static str,
    flow: Flow,
    label: [&'static str; 2],
    accounts: Vec<&'static str>,
    sum: Vec<(i64, &'static str)>,
}

/// What stood against cash on one account and went one way; in minor units, above nought where cash came in.
struct Counterpart {
    account: String,
    effect: i64,
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let layout = layout(scope.book.chart)?;
    let year = figures(r, scope, &layout, first_of_year(scope.as_of))?;
    let period = figures(r, scope, &layout, scope.from)?;
    let currency = scope.book.currency;
    let rows = layout
        .iter()
        .zip(year.into_iter().zip(period))
        .filter(|(line, _)| line.style != "cash")
        .map(|(line, (year, period))| {
            let [zh, en] = line.label;
            let name = Cell::Name { zh: zh.into(), en: en.into() };
            let kind = match line.style {
                "heading" => return Row::heading(vec![name], 4),
                "subtotal" => RowKind::Subtotal,
                "total" => RowKind::Total,
                _ => RowKind::Line,
            };
            let figures = [year, period].map(|minor| Cell::minor(minor, currency));
            let [year, period] = figures;
            let row = Row::new(kind, vec![name, Cell::text(line.number), year, period]);
            if kind == RowKind::Line { row.depth(1) } else { row }
        })
        .collect();
    let (text, money) = (ColumnKind::Text, ColumnKind::Money);
    Ok(scope
        .report(columns(&[("item", text), ("line", text), ("year_to_date", money), ("period", money)]), rows))
}

fn layout(chart: Chart) -> Result<Vec<Line>> {
    let text = match chart {
        Chart::CnSmall => include_str!("../../assets/reports/cn-small-cash-flow.csv"),
        Chart::CnGeneral => include_str!("../../assets/reports/cn-general-cash-flow.csv"),
        Chart::Ifrs => include_str!("../../assets/reports/ifrs-cash-flow.csv"),
    };
    let signed = |term: &'static str| term.strip_prefix('-').map_or((1, term), |number| (-1, number));
    text.lines()
        .skip(1)
        .map(|row| {
            let fields: Vec<&'static str> = row.split(',').collect();
            let [number, style, flow, label_zh, label_en, accounts, sum] = fields[..] else {
                return Err(Error::BookDamaged { reason: format!("layout line {row:?}") });
            };
            let flow = match flow {
                "in" => Flow::In,
                "out" => Flow::Out,
                _ => Flow::Net,
            };
            Ok(Line {
                number,
                style,
                flow,
                label: [label_zh, label_en],
                accounts: accounts.split_whitespace().collect(),
                sum: sum.split_whitespace().map(signed).collect(),
            })
        })
        .collect()
}

/// How closely a line's accounts name this one: the longest prefix counts; `1501+` takes only cash that came in, `*-` is
/// what no other line takes of cash that went out.
fn closeness(line: &Line, counterpart: &Counterpart) -> Option<usize> {
    let named = line.accounts.iter().filter_map(|named| {
        let (prefix, way) = match named.as_bytes().last() {
            Some(b'+') => (&named[..named.len() - 1], 1),
            Some(b'-') => (&named[..named.len() - 1], -1),
            _ => (*named, 0),
        };
        let fits = way == 0 || way == counterpart.effect.signum();
        match prefix {
            "*" if fits => Some(0),
            prefix if fits && counterpart.account.starts_with(prefix) => Some(prefix.len()),
            _ => None,
        }
    });
    named.max()
}

fn figures(r: &Reader<'_>, scope: &Scope, layout: &[Line], from: Day) -> Result<Vec<i64>> {
    let cash: Vec<&str> =
        layout.iter().filter(|line| line.style == "cash").flat_map(|line| line.accounts.clone()).collect();
    let is_cash = |code: &str| cash.iter().any(|prefix| code.starts_with(prefix));
    let mut figures = vec![0_i64; layout.len()];
    for counterpart in counterparts(r, scope, from, &cash)? {
        let taken = (0..layout.len())
            .filter_map(|index| closeness(&layout[index], &counterpart).map(|close| (close, index)))
            .max_by_key(|(close, index)| (*close, std::cmp::Reverse(*index)));
        if let Some((_, index)) = taken {
            let sign = if layout[index].flow == Flow::Out { -1 } else { 1 };
            figures[index] += sign * counterpart.effect;
        }
    }
    let before = from.pred_opt().unwrap_or(from);
    let opening = movements(r, before, before, scope.known())?;
    let cash_before: i64 = accounts(r)?
        .iter()
        .filter(|account| is_cash(&account.code))
        .filter_map(|account| opening.get(&account.id).map(|movement| movement.closing()))
        .sum();
    for index in 0..layout.len() {
        if layout[index].accounts == ["opening"] {
            figures[index] = cash_before;
        }
        for (sign, number) in &layout[index].sum {
            let of = layout.iter().position(|line| line.number == *number);
            figures[index] += sign * of.map_or(0, |of| figures[of]);
        }
    }
    Ok(figures)
}

fn counterparts(r: &Reader<'_>, scope: &Scope, from: Day, cash: &[&str]) -> Result<Vec<Counterpart>> {
    let patterns: Vec<String> = cash.iter().map(|prefix| format!("{prefix}*")).collect();
    let patterns =
        serde_json::to_string(&patterns).map_err(|error| Error::Database { reason: error.to_string() })?;
    r.rows(
        include_str!("cash_counterparts.sql"),
        named_params! {":cash": patterns, ":from": from, ":as_of": scope.as_of, ":known": scope.known()},
        |row| Ok(Counterpart { account: row.get("code")?, effect: row.get("effect_minor")? }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_name_lines_above_them_and_every_account_has_a_line_either_way() {
        for chart in [Chart::CnSmall, Chart::CnGeneral, Chart::Ifrs] {
            let layout = layout(chart).unwrap();
            for (index, line) in layout.iter().enumerate() {
                for (_, number) in &line.sum {
                    assert!(layout[..index].iter().any(|above| above.number == *number), "{number}");
                }
            }
            for effect in [1, -1] {
                let unknown = Counterpart { account: "9999".into(), effect };
                assert!(layout.iter().any(|line| closeness(line, &unknown).is_some()), "{chart:?} {effect}");
            }
        }
    }
}
