//! 所有者权益变动表: what each part of equity was, what changed it and what it is.
//!
//! The columns are the lines of the balance sheet that take equity accounts; profit not transferred yet counts in the
//! line that takes it there, so the closing row is the balance sheet's equity on every day. Entries are what owners
//! brought and took, or moves from one part to another; what is left of the change is the period's profit.

use std::collections::BTreeMap;

use rusqlite::named_params;

use super::balances::movements;
use super::layout::{LayoutLine, Style, balance_sheet};
use super::origin::{Origin, voucher};
use super::report::{Cell, Column, ColumnDetail, ColumnKind, Link, Report, Row, RowKind};
use super::request::Scope;
use crate::calendar::Day;
use crate::error::Result;
use crate::ledger::{Account, AccountType, accounts};
use crate::store::{AccountId, Reader, Seq};

/// What one entry did to the columns, in minor units; credit counts as positive.
struct Change {
    seq: Seq,
    voucher: String,
    summary: Option<String>,
    origin: Origin,
    minor: Vec<i64>,
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let accounts = accounts(r)?;
    let layout = balance_sheet(scope.book.chart)?;
    let is_equity = |account: &Account| account.kind == AccountType::Equity;
    let parts: Vec<&LayoutLine> = layout
        .iter()
        .filter(|line| line.style != Style::Memo)
        .filter(|line| accounts.iter().any(|account| is_equity(account) && line.takes(account)))
        .collect();
    // By account: the column it counts in. Revenue and expense count where profit stands.
    let column: BTreeMap<AccountId, usize> = accounts
        .iter()
        .filter_map(|account| Some((account.id, parts.iter().position(|line| line.takes(account))?)))
        .collect();
    let balances = |day: Day| -> Result<Vec<i64>> {
        let mut sums = vec![0; parts.len()];
        for (account, movement) in movements(r, day, day, scope.known())? {
            if let Some(place) = column.get(&account) {
                sums[*place] -= movement.closing();
            }
        }
        Ok(sums)
    };
    let opening = balances(scope.from.pred_opt().unwrap_or(scope.from))?;
    let closing = balances(scope.as_of)?;
    let changes = changes(r, scope, &column, parts.len())?;
    let mut profit: Vec<i64> =
        closing.iter().zip(&opening).map(|(closing, opening)| closing - opening).collect();
    for change in &changes {
        profit.iter_mut().zip(&change.minor).for_each(|(left, moved)| *left -= moved);
    }
    let codes = |of: &dyn Fn(&Account) -> bool| Link::Accounts {
        codes: accounts.iter().filter(|a| a.parent.is_none() && of(a)).map(|a| a.code.clone()).collect(),
    };
    let own = codes(&is_equity);
    let earned = codes(&|account| matches!(account.kind, AccountType::Revenue | AccountType::Expense));
    let total = |word: &str, minor: &[i64], link: &Link| {
        Row::new(RowKind::Subtotal, cells(Cell::word(word), Cell::Empty, minor, scope)).opens(link.clone())
    };
    let mut rows = vec![total("opening", &opening, &own), total("profit", &profit, &earned)];
    for (word, takes) in GROUPS {
        let group: Vec<&Change> = changes.iter().filter(|change| takes(&change.minor)).collect();
        if group.is_empty() {
            continue;
        }
        rows.push(Row::heading(vec![Cell::word(word)], parts.len() + 3));
        for change in group {
            let label = match &change.summary {
                Some(summary) => Cell::text(summary),
                None => change.origin.word_cell(),
            };
            let cells = cells(label, Cell::text(&change.voucher), &change.minor, scope);
            rows.push(Row::line(cells).depth(1).opens(Link::Entry { seq: change.seq }));
        }
    }
    let row = total("closing", &closing, &own);
    rows.push(Row { kind: RowKind::Total, ..row });
    let mut columns = vec![Column::new("item", ColumnKind::Text), Column::new("voucher", ColumnKind::Text)];
    columns.extend(parts.iter().map(|line| {
        let name = ColumnDetail::Named { zh: line.label_zh.into(), en: line.label_en.into() };
        Column::new(&format!("equity_{}", line.number), ColumnKind::Money).detail(name)
    }));
    columns.push(Column::new("total", ColumnKind::Money));
    Ok(scope.report(columns, rows))
}

/// What an entry is by its columns; a heading for each.
type Group = (&'static str, fn(&[i64]) -> bool);

const GROUPS: [Group; 3] = [
    ("equity_brought", |minor| minor.iter().sum::<i64>() > 0),
    ("equity_taken", |minor| minor.iter().sum::<i64>() < 0),
    ("equity_moved", |minor| minor.iter().sum::<i64>() == 0),
];

/// The entries that changed the columns; a transfer of profit into the column where it stands already changed none.
fn changes(
    r: &Reader<'_>,
    scope: &Scope,
    column: &BTreeMap<AccountId, usize>,
    width: usize,
) -> Result<Vec<Change>> {
    let lines = r.rows(
        include_str!("equity_entries.sql"),
        named_params! {":from": scope.from, ":as_of": scope.as_of, ":known": scope.known()},
        |row| {
            let change = Change {
                seq: row.get("seq")?,
                voucher: voucher(row)?,
                summary: row.get("summary")?,
                origin: Origin::read(row)?,
                minor: vec![0; width],
            };
            Ok((change, row.get::<_, AccountId>("account_id")?, row.get::<_, i64>("base_minor")?))
        },
    )?;
    let mut changes: Vec<Change> = Vec::new();
    for (read, account, minor) in lines {
        if changes.last().is_none_or(|change| change.seq != read.seq) {
            changes.push(read);
        }
        if let (Some(change), Some(place)) = (changes.last_mut(), column.get(&account)) {
            change.minor[*place] += minor;
        }
    }
    changes.retain(|change| change.minor.iter().any(|minor| *minor != 0));
    Ok(changes)
}

fn cells(label: Cell, voucher: Cell, minor: &[i64], scope: &Scope) -> Vec<Cell> {
    let currency = scope.book.currency;
    let mut cells = vec![label, voucher];
    cells.extend(minor.iter().map(|minor| Cell::nonzero(*minor, currency)));
    cells.push(Cell::minor(minor.iter().sum(), currency));
    cells
}
