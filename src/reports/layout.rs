//! The lines of balance sheet and profit-and-loss account, as data: one file for each chart in
//! `assets/reports`. Sources: 小企业会计准则 annex (会小企01, 会小企02), 一般企业财务报表格式 (财会〔2019〕6号), IAS 1.
//!
//! A line sums accounts by the beginning of their codes, so accounts that the owner adds are covered; every
//! account of a chart falls into exactly one line (test below). `profit` stands for revenue less expense not
//! yet transferred to equity, so that a balance sheet balances on any day.

use std::collections::BTreeMap;

use super::report::Link;
use crate::error::{Error, Result};
use crate::ledger::{Account, AccountType, Chart, Side};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Heading,
    Line,
    /// 其中: part of the line above, in no sum.
    Memo,
    /// A line left out while it is nought.
    IfAny,
    Subtotal,
    Total,
}

/// One line of a layout.
#[derive(Debug)]
pub(super) struct LayoutLine {
    pub number: &'static str,
    pub style: Style,
    /// The side that counts as positive.
    pub side: Side,
    pub label_zh: &'static str,
    pub label_en: &'static str,
    accounts: Vec<&'static str>,
    sum: Vec<(i64, &'static str)>,
}

pub(super) fn balance_sheet(chart: Chart) -> Result<Vec<LayoutLine>> {
    parse(match chart {
        Chart::CnSmall => include_str!("../../assets/reports/cn-small-balance-sheet.csv"),
        Chart::CnGeneral => include_str!("../../assets/reports/cn-general-balance-sheet.csv"),
        Chart::Ifrs => include_str!("../../assets/reports/ifrs-balance-sheet.csv"),
    })
}

pub(super) fn profit_and_loss(chart: Chart) -> Result<Vec<LayoutLine>> {
    parse(match chart {
        Chart::CnSmall => include_str!("../../assets/reports/cn-small-profit-and-loss.csv"),
        Chart::CnGeneral => include_str!("../../assets/reports/cn-general-profit-and-loss.csv"),
        Chart::Ifrs => include_str!("../../assets/reports/ifrs-profit-and-loss.csv"),
    })
}

fn parse(text: &'static str) -> Result<Vec<LayoutLine>> {
    text.lines().skip(1).map(parse_line).collect()
}

fn parse_line(line: &'static str) -> Result<LayoutLine> {
    let broken = || Error::unexpected(format_args!("layout line {line:?}"));
    let fields: Vec<&'static str> = line.split(',').collect();
    let [number, style, side, label_zh, label_en, accounts, sum] = fields[..] else { return Err(broken()) };
    let style = match style {
        "heading" => Style::Heading,
        "line" => Style::Line,
        "memo" => Style::Memo,
        "if_any" => Style::IfAny,
        "subtotal" => Style::Subtotal,
        "total" => Style::Total,
        _ => return Err(broken()),
    };
    let signed = |term: &'static str| term.strip_prefix('-').map_or((1, term), |number| (-1, number));
    Ok(LayoutLine {
        number,
        style,
        side: if side == "debit" { Side::Debit } else { Side::Credit },
        label_zh,
        label_en,
        accounts: accounts.split_whitespace().collect(),
        sum: sum.split_whitespace().map(signed).collect(),
    })
}

impl LayoutLine {
    /// The accounts a line consists of; none where it sums other lines.
    pub fn link(&self) -> Option<Link> {
        let codes: Vec<String> =
            self.accounts.iter().filter(|code| **code != "profit").map(|code| (*code).to_owned()).collect();
        (!codes.is_empty()).then_some(Link::Accounts { codes })
    }

    /// Neither accounts nor other lines make it up.
    pub fn is_blank(&self) -> bool {
        self.accounts.is_empty() && self.sum.is_empty()
    }

    pub fn takes(&self, account: &Account) -> bool {
        let unclosed = matches!(account.kind, AccountType::Revenue | AccountType::Expense);
        self.accounts.iter().any(|prefix| match *prefix {
            "profit" => unclosed,
            prefix => account.code.starts_with(prefix),
        })
    }
}

/// The figure of each line, in minor units on the line's own side, from account balances with debit positive.
pub(super) fn figures(layout: &[LayoutLine], balances: &[(Account, i64)]) -> Vec<i64> {
    let mut by_number: BTreeMap<&str, i64> = BTreeMap::new();
    let mut figures = Vec::with_capacity(layout.len());
    for line in layout {
        let of_accounts: i64 =
            balances.iter().filter(|(account, _)| line.takes(account)).map(|(_, balance)| balance).sum();
        let of_lines: i64 = line
            .sum
            .iter()
            .map(|(sign, number)| sign * by_number.get(number).copied().unwrap_or_default())
            .sum();
        let figure = line.side.sign() * of_accounts + of_lines;
        by_number.insert(line.number, figure);
        figures.push(figure);
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_account_of_a_chart_falls_into_one_line_of_one_statement() {
        for (chart, codes) in [
            (Chart::CnSmall, include_str!("../../assets/charts/cn-small.csv")),
            (Chart::CnGeneral, include_str!("../../assets/charts/cn-general.csv")),
            (Chart::Ifrs, include_str!("../../assets/charts/ifrs.csv")),
        ] {
            let sheet = balance_sheet(chart).unwrap();
            let account_lines = profit_and_loss(chart).unwrap();
            for row in codes.lines().skip(1) {
                let fields: Vec<&str> = row.split(',').collect();
                let (code, kind) = (fields[0], fields[2]);
                let layout = if matches!(kind, "revenue" | "expense") { &account_lines } else { &sheet };
                let taking = layout
                    .iter()
                    .filter(|line| line.style != Style::Memo)
                    .filter(|line| line.accounts.iter().any(|prefix| code.starts_with(prefix)))
                    .count();
                assert_eq!(taking, 1, "{chart:?} {code}");
            }
        }
    }

    #[test]
    fn sums_name_lines_above_them() {
        for chart in [Chart::CnSmall, Chart::CnGeneral, Chart::Ifrs] {
            for layout in [balance_sheet(chart).unwrap(), profit_and_loss(chart).unwrap()] {
                for (index, line) in layout.iter().enumerate() {
                    for (_, number) in &line.sum {
                        assert!(layout[..index].iter().any(|above| above.number == *number), "{number}");
                    }
                }
            }
        }
    }
}
