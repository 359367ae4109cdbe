//! 科目卡片: one account month by month, with those below it; every account of the first level where none is named.

use super::balances::{Movement, movements, tree};
use super::names::account_name;
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
use crate::ledger::{Account, account_by_code};
use crate::store::Reader;

const WIDTH: usize = 5;

/// # Errors
/// `not_found` for an account code the chart does not have; `field_invalid` for a period of more than ten years.
pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    if let Some(code) = &scope.account {
        account_by_code(r, code)?;
    }
    let months = months(scope)?;
    // One walk of the chart for each month; the account's own movement is summed with what is below it.
    let mut cards: Vec<(Account, Vec<Movement>)> = Vec::new();
    for (place, (from, to)) in months.iter().enumerate() {
        let shown = tree(r, &movements(r, *from, *to, scope.known())?)?.into_iter().filter(|(account, _)| {
            scope.account.as_ref().map_or(account.parent.is_none(), |code| account.code == *code)
        });
        for (index, (account, movement)) in shown.enumerate() {
            if place == 0 {
                cards.push((account, Vec::with_capacity(months.len())));
            }
            if let Some((_, movements)) = cards.get_mut(index) {
                movements.push(movement);
            }
        }
    }
    let mut rows = Vec::new();
    for (account, movements) in cards {
        let moved = movements.iter().any(|movement| !movement.is_empty());
        if moved || scope.account.is_some() {
            push_card(&mut rows, &account, &months, &movements, scope);
        }
    }
    let (text, money) = (ColumnKind::Text, ColumnKind::Money);
    Ok(scope.report(
        columns(&[
            ("month", text),
            ("opening", money),
            ("debit", money),
            ("credit", money),
            ("closing", money),
        ]),
        rows,
    ))
}

/// Each month of the period, the first and the last as far as the period goes.
fn months(scope: &Scope) -> Result<Vec<(Day, Day)>> {
    const MONTHS_MAX: usize = 120;
    let (mut month, last) = (Month::of(scope.from), Month::of(scope.as_of));
    let mut months = Vec::new();
    while month <= last {
        months.push((month.first_day().max(scope.from), month.last_day().min(scope.as_of)));
        month = month.next();
        if months.len() > MONTHS_MAX {
            return Err(Error::FieldInvalid { field: "from".into(), value: scope.from.to_string() });
        }
    }
    Ok(months)
}

fn push_card(
    rows: &mut Vec<Row>,
    account: &Account,
    months: &[(Day, Day)],
    movements: &[Movement],
    scope: &Scope,
) {
    let title = vec![Cell::text(&account.code), account_name(account)];
    let code = || account.code.clone();
    rows.push(Row::heading(title, WIDTH).opens(Link::Account { code: code() }));
    let mut total =
        Movement { opening: movements.first().map_or(0, |first| first.opening), ..Movement::default() };
    for ((from, to), movement) in months.iter().zip(movements) {
        total.debit += movement.debit;
        total.credit += movement.credit;
        let link = Link::Ledger { code: code(), from: *from, as_of: *to };
        let cells = cells(Cell::text(Month::of(*to).to_string()), *movement, account, scope);
        rows.push(Row::line(cells).depth(1).opens(link));
    }
    let link = Link::Ledger { code: code(), from: scope.from, as_of: scope.as_of };
    rows.push(Row::new(RowKind::Subtotal, cells(Cell::word("total"), total, account, scope)).opens(link));
}

/// Balances on the account's own side.
fn cells(label: Cell, movement: Movement, account: &Account, scope: &Scope) -> Vec<Cell> {
    let (sign, currency) = (account.side.sign(), scope.book.currency);
    vec![
        label,
        Cell::minor(sign * movement.opening, currency),
        Cell::nonzero(movement.debit, currency),
        Cell::nonzero(movement.credit, currency),
        Cell::minor(sign * movement.closing(), currency),
    ]
}
