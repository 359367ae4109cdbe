//! 往来余额表: opening, movement and closing of every customer or supplier, in the book's currency.
//!
//! A party's balance is its control account less its advances; the closings add up to both accounts of the ledger.

use super::names::party_labels;
use super::report::{Cell, ColumnKind, Link, PartyLabel, Report, Row, RowKind, columns};
use super::request::Scope;
use super::subledger::{Parties, PartyAct, Subledger, acts};
use crate::error::Result;
use crate::money::Currency;
use crate::store::Reader;

/// Minor units; opening and closing count what is owed as positive.
#[derive(Debug, Clone, Copy, Default)]
struct Balance {
    opening: i64,
    debit: i64,
    credit: i64,
    closing: i64,
}

impl Balance {
    fn of(acts: &[PartyAct], scope: &Scope, side: Subledger) -> Balance {
        let mut balance = Balance::default();
        for act in acts {
            balance.closing += act.base_minor;
            if act.date < scope.from {
                balance.opening += act.base_minor;
                continue;
            }
            let signed = act.base_minor * side.sign();
            balance.debit += signed.max(0);
            balance.credit += (-signed).max(0);
        }
        balance
    }

    fn add(&mut self, other: Balance) {
        self.opening += other.opening;
        self.debit += other.debit;
        self.credit += other.credit;
        self.closing += other.closing;
    }

    fn is_empty(self) -> bool {
        [self.opening, self.debit, self.credit, self.closing] == [0; 4]
    }

    fn cells(self, mut label: Vec<Cell>, currency: Currency) -> Vec<Cell> {
        let figures = [self.opening, self.debit, self.credit, self.closing];
        label.extend(figures.map(|minor| Cell::nonzero(minor, currency)));
        label
    }
}

pub(super) fn run(r: &Reader<'_>, scope: &Scope, side: Subledger) -> Result<Report> {
    let parties = Parties::of(scope.party.as_ref().map(|party| party.id));
    let mut acts = acts(r, side, parties, scope.as_of, scope.known())?;
    acts.retain(|act| scope.counts(act.party));
    acts.sort_by_key(|act| act.party);
    let names = party_labels(r, scope.known(), scope.latest)?;
    let mut balances: Vec<(&PartyLabel, Balance)> = acts
        .chunk_by(|a, b| a.party == b.party)
        .filter_map(|group| {
            let label = names.get(&group.first()?.party)?;
            Some((label, Balance::of(group, scope, side)))
        })
        .filter(|(_, balance)| !balance.is_empty())
        .collect();
    balances.sort_by(|a, b| a.0.code.cmp(&b.0.code));
    let mut total = Balance::default();
    let mut rows = Vec::with_capacity(balances.len() + 1);
    for (label, balance) in balances {
        total.add(balance);
        let cells =
            balance.cells(vec![Cell::text(&label.code), Cell::text(&label.name)], scope.book.currency);
        rows.push(Row::line(cells).opens(Link::Party { id: label.id }));
    }
    let label = vec![Cell::word("total"), Cell::Empty];
    rows.push(Row::new(RowKind::Total, total.cells(label, scope.book.currency)));
    let (text, money) = (ColumnKind::Text, ColumnKind::Money);
    Ok(scope.report(
        columns(&[
            ("party_code", text),
            ("party", text),
            ("opening", money),
            ("debit", money),
            ("credit", money),
            ("closing", money),
        ]),
        rows,
    ))
}
