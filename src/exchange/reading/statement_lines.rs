//! Lines of a customer's own ledger or statement: any layout, with totals and balances brought forward between them.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::cells::Cells;
use crate::calendar::Day;
use crate::money::Money;

/// What a row of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementRowKind {
    Entry,
    /// The balance brought forward.
    Opening,
    /// A sum or a remark: it adds nothing.
    Passed,
}

/// A row as the customer wrote it; both amounts are from their side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementRow {
    #[serde(skip)]
    pub row: u32,
    pub kind: StatementRowKind,
    /// Absent where the row stands under the day of the one above it.
    pub date: Option<Day>,
    pub number: String,
    pub reference: String,
    pub text: String,
    /// Credit less debit, or the amount as it stands.
    pub amount: Money,
    /// The running balance.
    pub balance: Option<Money>,
}

/// A cell that says no more makes its row a sum of others.
const SUMS: [&str; 19] = [
    "总计",
    "共计",
    "累计",
    "期末",
    "期末余额",
    "期末结余",
    "结转下期",
    "结转下月",
    "结转下年",
    "过次页",
    "total",
    "totals",
    "subtotal",
    "grandtotal",
    "sum",
    "closingbalance",
    "carriedforward",
    "balancecarriedforward",
    "balancec/f",
];
/// Or ends so, as `5月合计`.
const SUM_ENDINGS: [&str; 3] = ["合计", "小计", "累计"];
const SUM_LONGEST: usize = 6;
/// A cell that begins so brings a balance forward.
const OPENINGS: [&str; 10] = [
    "期初",
    "上期结转",
    "上年结转",
    "上月结转",
    "承前页",
    "年初",
    "opening",
    "broughtforward",
    "balanceb/f",
    "balancebroughtforward",
];

pub(super) fn line(cells: &mut Cells<'_>) -> Option<StatementRow> {
    let currency = cells.book_currency();
    let kind = kind_of(cells);
    if kind == StatementRowKind::Passed {
        return Some(StatementRow {
            row: cells.row_number(),
            kind,
            date: None,
            number: String::new(),
            reference: String::new(),
            text: String::new(),
            amount: Money::zero(currency),
            balance: None,
        });
    }
    // An opening balance may stand in the column of days.
    let date = match kind {
        StatementRowKind::Opening => None,
        _ => cells.day("date"),
    };
    let mut text = |field: &str| cells.text(field).unwrap_or_default();
    let (number, reference, text) = (text("number"), text("reference"), text("text"));
    let [debit, credit, amount, balance] =
        ["debit", "credit", "amount", "balance"].map(|field| cells.amount(field, currency));
    let nothing = Money::zero(currency);
    let sided = credit.unwrap_or(nothing).checked_sub(debit.unwrap_or(nothing));
    let amount = match (amount, sided) {
        (Some(amount), Ok(sided)) if sided.is_zero() => amount,
        (_, Ok(sided)) => sided,
        (_, Err(error)) => {
            cells.refuse("amount", error);
            return None;
        }
    };
    let is_empty = amount.is_zero() && kind == StatementRowKind::Entry;
    let kind = if is_empty { StatementRowKind::Passed } else { kind };
    Some(StatementRow { row: cells.row_number(), kind, date, number, reference, text, amount, balance })
}

fn kind_of(cells: &Cells<'_>) -> StatementRowKind {
    let mut kind = StatementRowKind::Entry;
    for cell in cells.texts() {
        let plain: String = cell.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect();
        if OPENINGS.iter().any(|word| plain.starts_with(word)) {
            return StatementRowKind::Opening;
        }
        let said = plain.split('(').next().unwrap_or_default().trim_end_matches(':');
        let ends = SUM_ENDINGS.iter().any(|word| said.ends_with(word)) && said.chars().count() <= SUM_LONGEST;
        let is_sum = ends || SUMS.contains(&said);
        if is_sum {
            kind = StatementRowKind::Passed;
        }
    }
    kind
}
