//! 科目余额表: opening, movement and closing of every account, down to a level. Debits equal credits in each pair of
//! columns of movements; accounts above sum those below.

use super::balances::{Movement, depth, movements, tree};
use super::names::account_name;
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::error::Result;
use crate::money::Currency;
use crate::store::Reader;

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let own = movements(r, scope.from, scope.as_of, scope.known())?;
    let accounts = tree(r, &own)?;
    let mut rows = Vec::new();
    let mut total = Sides::default();
    for (account, movement) in accounts.iter().filter(|(_, movement)| !movement.is_empty()) {
        let label = vec![Cell::text(&account.code), account_name(account)];
        let above = depth(&accounts, account);
        let sides = Sides::of(*movement);
        if let Some(own) = own.get(&account.id) {
            total.add(Sides::of(*own));
        }
        if scope.level.is_some_and(|level| above >= level) {
            continue;
        }
        let leaf = account.postable || scope.level == Some(above + 1);
        let kind = if leaf { RowKind::Line } else { RowKind::Subtotal };
        rows.push(
            Row::new(kind, sides.cells(label, scope.book.currency))
                .depth(above)
                .opens(Link::Account { code: account.code.clone() }),
        );
    }
    let label = vec![Cell::Empty, Cell::word("total")];
    rows.push(Row::new(RowKind::Total, total.all_cells(label, scope.book.currency)));
    let money = ColumnKind::Money;
    Ok(scope.report(
        columns(&[
            ("account", ColumnKind::Text),
            ("account_name", ColumnKind::Text),
            ("opening_debit", money),
            ("opening_credit", money),
            ("debit", money),
            ("credit", money),
            ("closing_debit", money),
            ("closing_credit", money),
        ]),
        rows,
    ))
}

/// The six columns in minor units; a balance stands on one side.
#[derive(Debug, Clone, Copy, Default)]
struct Sides([i64; 6]);

impl Sides {
    fn of(movement: Movement) -> Sides {
        let debit = |balance: i64| balance.max(0);
        let credit = |balance: i64| (-balance).max(0);
        let (opening, closing) = (movement.opening, movement.closing());
        Sides([
            debit(opening),
            credit(opening),
            movement.debit,
            movement.credit,
            debit(closing),
            credit(closing),
        ])
    }

    fn add(&mut self, other: Sides) {
        for (total, part) in self.0.iter_mut().zip(other.0) {
            *total += part;
        }
    }

    fn cells(self, mut label: Vec<Cell>, currency: Currency) -> Vec<Cell> {
        label.extend(self.0.map(|minor| Cell::nonzero(minor, currency)));
        label
    }

    fn all_cells(self, mut label: Vec<Cell>, currency: Currency) -> Vec<Cell> {
        label.extend(self.0.map(|minor| Cell::minor(minor, currency)));
        label
    }
}
