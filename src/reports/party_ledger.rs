//! 客户往来明细账 and its mirror for suppliers: opening balance, every act, running balance, in the book's currency.
//!
//! A party's balance is its control account less its advances, so a customer who paid too much stands with a
//! credit balance.

use super::names::party_labels;
use super::report::{Cell, ColumnKind, Link, PartyLabel, Report, Row, RowKind, columns};
use super::request::Scope;
use super::subledger::{Parties, PartyAct, Subledger, acts};
use crate::error::Result;
use crate::money::Currency;
use crate::store::Reader;

const WIDTH: usize = 8;

pub(super) fn run(r: &Reader<'_>, scope: &Scope, side: Subledger) -> Result<Report> {
    let parties = Parties::of(scope.party.as_ref().map(|party| party.id));
    let acts = acts(r, side, parties, scope.as_of, scope.known())?;
    let names = party_labels(r, scope.known(), scope.latest)?;
    let mut groups: Vec<(&PartyLabel, &[PartyAct])> = acts
        .chunk_by(|a, b| a.party == b.party)
        .filter_map(|group| group.first().and_then(|act| names.get(&act.party)).map(|name| (name, group)))
        .collect();
    groups.sort_by(|a, b| a.0.code.cmp(&b.0.code));
    let mut rows = Vec::new();
    let mut total = Sums::default();
    for (name, acts) in groups {
        let mut acts: Vec<&PartyAct> = acts.iter().collect();
        acts.sort_by_key(|act| (act.date, act.seq));
        total.add(party_rows(name, &acts, scope, side, &mut rows));
    }
    rows.push(Row::new(RowKind::Total, total.cells("total", scope.book.currency)));
    let (text, money) = (ColumnKind::Text, ColumnKind::Money);
    Ok(scope.report(
        columns(&[
            ("date", ColumnKind::Date),
            ("voucher", text),
            ("kind", text),
            ("document", text),
            ("due_on", ColumnKind::Date),
            ("debit", money),
            ("credit", money),
            ("balance", money),
        ]),
        rows,
    ))
}

/// Minor units; `closing` counts in the direction of the subledger.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    debit: i64,
    credit: i64,
    closing: i64,
}

impl Sums {
    fn add(&mut self, other: Sums) {
        self.debit += other.debit;
        self.credit += other.credit;
        self.closing += other.closing;
    }

    fn cells(self, word: &str, currency: Currency) -> Vec<Cell> {
        let mut cells = vec![Cell::Empty, Cell::Empty, Cell::word(word)];
        cells.resize(WIDTH - 3, Cell::Empty);
        cells.extend([self.debit, self.credit, self.closing].map(|minor| Cell::minor(minor, currency)));
        cells
    }
}

fn party_rows(
    name: &PartyLabel,
    acts: &[&PartyAct],
    scope: &Scope,
    side: Subledger,
    rows: &mut Vec<Row>,
) -> Sums {
    let currency = scope.book.currency;
    let before = acts.partition_point(|act| act.date < scope.from);
    let (earlier, period) = acts.split_at(before);
    let opening: i64 = earlier.iter().map(|act| act.base_minor).sum();
    let moved: Vec<&&PartyAct> = period.iter().filter(|act| act.base_minor != 0).collect();
    if opening == 0 && moved.is_empty() {
        return Sums::default();
    }
    let link = || Link::Party { id: name.id };
    rows.push(Row::heading(vec![Cell::text(&name.code), Cell::text(&name.name)], WIDTH).opens(link()));
    let mut cells = vec![Cell::Day(scope.from), Cell::Empty, Cell::word("opening")];
    cells.resize(WIDTH - 1, Cell::Empty);
    cells.push(Cell::minor(opening, currency));
    rows.push(Row::line(cells).depth(1));
    let mut sums = Sums { closing: opening, ..Sums::default() };
    for act in moved {
        // what a customer owes grows on the debit side, what a supplier is owed on the credit side
        let signed = act.base_minor * side.sign();
        let (debit, credit) = (signed.max(0), (-signed).max(0));
        sums.add(Sums { debit, credit, closing: act.base_minor });
        rows.push(
            Row::line(vec![
                Cell::Day(act.date),
                Cell::text_or_empty(act.voucher.as_deref()),
                Cell::Word(act.word()),
                act.origin.number_cell(),
                act.due_on.filter(|_| act.base_minor > 0).map_or(Cell::Empty, Cell::Day),
                Cell::nonzero(debit, currency),
                Cell::nonzero(credit, currency),
                Cell::minor(sums.closing, currency),
            ])
            .depth(1)
            .opens(act.link()),
        );
    }
    rows.push(Row::new(RowKind::Subtotal, sums.cells("closing", currency)).opens(link()));
    sums
}
