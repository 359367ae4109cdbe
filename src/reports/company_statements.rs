//! 资产负债表 and 利润表, in the layout of the book's chart.

use std::collections::BTreeMap;

use super::balances::{Movement, movements, profit_transfers};
use super::layout::{self, LayoutLine, Style};
use super::report::{Cell, ColumnKind, Report, Row, RowKind, columns};
use super::request::{Scope, first_of_year};
use crate::calendar::Day;
use crate::error::Result;
use crate::ledger::{Account, accounts};
use crate::money::Currency;
use crate::store::{AccountId, Reader};

/// Balances on `as_of`, beside those of the last year's end. Balances on any day, because profit that was not
/// transferred yet counts as equity.
pub(super) fn balance_sheet(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let year_end = first_of_year(scope.as_of).pred_opt().unwrap_or(scope.as_of);
    let accounts = accounts(r)?;
    let at = |day: Day| -> Result<Vec<(Account, i64)>> {
        Ok(pick(&accounts, &movements(r, day, day, scope.known())?, Movement::closing))
    };
    let layout = layout::balance_sheet(scope.book.chart)?;
    let (now, before) =
        (layout::figures(&layout, &at(scope.as_of)?), layout::figures(&layout, &at(year_end)?));
    let mut report = present(scope, &layout, [("closing", now), ("year_start", before)]);
    report.parameters.from = None;
    Ok(report)
}

/// Revenue and expense of `from`–`as_of`, beside the year to date; what was transferred to equity counts as if it was
/// not.
pub(super) fn profit_and_loss(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let accounts = accounts(r)?;
    let since = |from: Day| -> Result<Vec<(Account, i64)>> {
        let mut moved = movements(r, from, scope.as_of, scope.known())?;
        for (account, transferred) in profit_transfers(r, from, scope.as_of, scope.known())? {
            moved.entry(account).or_default().debit -= transferred;
        }
        Ok(pick(&accounts, &moved, |movement| movement.debit - movement.credit))
    };
    let layout = layout::profit_and_loss(scope.book.chart)?;
    let period = layout::figures(&layout, &since(scope.from)?);
    let year = layout::figures(&layout, &since(first_of_year(scope.as_of))?);
    Ok(present(scope, &layout, [("period", period), ("year_to_date", year)]))
}

fn pick(
    accounts: &[Account],
    moved: &BTreeMap<AccountId, Movement>,
    figure: impl Fn(Movement) -> i64,
) -> Vec<(Account, i64)> {
    accounts
        .iter()
        .filter_map(|account| moved.get(&account.id).map(|movement| (account.clone(), figure(*movement))))
        .collect()
}

fn present(scope: &Scope, layout: &[LayoutLine], figures: [(&str, Vec<i64>); 2]) -> Report {
    let currency = scope.book.currency;
    let [(first_key, first), (second_key, second)] = figures;
    let rows = layout
        .iter()
        .zip(first.into_iter().zip(second))
        .filter(|(line, (first, second))| line.style != Style::IfAny || *first != 0 || *second != 0)
        .map(|(line, (first, second))| row(line, first, second, currency))
        .collect();
    let money = ColumnKind::Money;
    scope.report(
        columns(&[
            ("item", ColumnKind::Text),
            ("line", ColumnKind::Text),
            (first_key, money),
            (second_key, money),
        ]),
        rows,
    )
}

fn row(line: &LayoutLine, first: i64, second: i64, currency: Currency) -> Row {
    let name = Cell::Name { zh: line.label_zh.into(), en: line.label_en.into() };
    let kind = match line.style {
        Style::Heading => return Row::heading(vec![name], 4),
        Style::Line | Style::IfAny | Style::Memo => RowKind::Line,
        Style::Subtotal => RowKind::Subtotal,
        Style::Total => RowKind::Total,
    };
    let depth = match line.style {
        Style::Memo => 2,
        Style::Line | Style::IfAny => 1,
        _ => 0,
    };
    // The form has the line, the chart no accounts of its own for it: what is not kept apart is left blank.
    let figure = |minor| if line.is_blank() { Cell::Empty } else { Cell::minor(minor, currency) };
    let cells = vec![name, Cell::text(line.number), figure(first), figure(second)];
    Row { opens: line.link(), ..Row::new(kind, cells).depth(depth) }
}
