//! Taking back what issued no document, and what a document settled.

use std::collections::BTreeMap;

use rusqlite::named_params;

use super::item::{Allocation, OpenItem, allocations_by_document, allocations_of_act, items_of_act};
use super::posting::PostingBody;
use super::write::{Applied, NewAllocation, allocate, refuse_residue};
use crate::audit::{self, Subject};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{Entry, NewEntry, Purpose, Why, book, entry, post, refuse_closed, reverse};
use crate::money::Money;
use crate::store::{DocumentId, Reader, Seq, Writer};

/// What an act wrote, as far as it can be taken back.
struct Done {
    seq: Seq,
    entry: Option<Entry>,
    opened: Vec<OpenItem>,
    allocations: Vec<Allocation>,
}

/// Takes back on `date`, or on its own day where that is later, an act that issued no document: an
/// [`apply`](super::apply), a voucher, a revaluation with what it posted on the next day. Its entry is reversed, what
/// it settled is open again, what it opened is closed.
///
/// # Errors
/// `not_found` where there is no such act; `already_void` where it was taken back before; `document_settled` where
/// something settles an item it opened; `item_residue` where something settled what it revalued.
pub fn take_back(w: &Writer<'_>, seq: Seq, date: Day) -> Result<Applied> {
    refuse_closed(w, date)?;
    let mut acts = vec![Done::read(w, seq)?];
    acts.iter().try_for_each(|done| done.refuse(w))?;
    if let Some(back) = next_day_of(w, seq)? {
        acts.push(Done::read(w, back)?);
    }
    let date = acts.iter().flat_map(Done::days).fold(date, Day::max);
    let mut taken = Vec::with_capacity(acts.len());
    for done in &acts {
        taken.push(done.take_back(w, date)?);
    }
    for allocation in acts.iter().flat_map(|done| &done.allocations) {
        refuse_residue(w, allocation.item_id)?;
    }
    // An apply's own row comes last and is the sum of its shares.
    let last = acts.first().and_then(|done| done.allocations.last());
    let amount = last.map_or(Money::zero(book(w)?.currency), |last| last.amount);
    let amount = if amount.minor() < 0 { amount.negated() } else { amount };
    let seq = taken.first().copied().unwrap_or(seq);
    Ok(Applied { seq, amount })
}

/// What a revaluation posted on its next day.
fn next_day_of(r: &Reader<'_>, seq: Seq) -> Result<Option<Seq>> {
    r.row(
        "select seq from entry where reverses_seq = :seq and purpose = 'revaluation_back'",
        named_params! {":seq": seq},
        |row| row.get("seq"),
    )
}

impl Done {
    fn read(r: &Reader<'_>, seq: Seq) -> Result<Done> {
        Ok(Done {
            seq,
            entry: entry(r, seq)?,
            opened: items_of_act(r, seq)?,
            allocations: allocations_of_act(r, seq)?,
        })
    }

    fn refuse(&self, r: &Reader<'_>) -> Result<()> {
        let seq = self.seq;
        // What a document settled, or a void closed, goes back with the document only.
        let of_document: bool = r.value(include_str!("of_document.sql"), named_params! {":seq": seq})?;
        let is_reversal = self.entry.as_ref().is_some_and(|entry| entry.reverses.is_some());
        let is_empty = self.allocations.is_empty() && self.opened.is_empty() && self.entry.is_none();
        if of_document || is_empty || is_reversal || audit::takes_back(r, seq)? {
            return Err(Error::NotFound { kind: "act".into(), key: seq.to_string() });
        }
        if audit::is_taken_back(r, seq)? {
            return Err(Error::AlreadyVoid { number: format!("#{seq}") });
        }
        match self.opened.iter().find(|item| item.remaining != item.amount) {
            Some(item) => {
                let settled_by = item.amount.checked_sub(item.remaining)?.to_plain();
                Err(Error::DocumentSettled { number: format!("#{seq}"), settled_by })
            }
            None => Ok(()),
        }
    }

    fn days(&self) -> impl Iterator<Item = Day> {
        let allocated = self.allocations.iter().map(|allocation| allocation.date);
        allocated.chain(self.entry.iter().map(|entry| entry.date))
    }

    fn take_back(&self, w: &Writer<'_>, date: Day) -> Result<Seq> {
        let act = audit::begin(w)?;
        let entry = match &self.entry {
            Some(original) => {
                let new = reverse(w, original, date, book(w)?.red_letter)?;
                let purpose = original.purpose.map(|purpose| match purpose {
                    Purpose::Revaluation => Purpose::RevaluationBack,
                    other => other,
                });
                Some(post(w, &act, NewEntry { why: Why { purpose, ..new.why }, ..new })?)
            }
            None => None,
        };
        let closing = self.opened.iter().map(|item| closing_row(item, date));
        let rows: Vec<NewAllocation> =
            self.allocations.iter().map(|allocation| negated(allocation, date)).chain(closing).collect();
        let allocations = allocate(w, &act, BTreeMap::new(), &rows)?;
        PostingBody::new(entry.as_ref(), &[], &allocations).seal_as(w, act, Subject::TakingBack(self.seq))
    }
}

/// What takes back everything a document settled and has not been taken back yet.
pub fn take_back_rows(r: &Reader<'_>, document: DocumentId, date: Day) -> Result<Vec<NewAllocation>> {
    let settled = allocations_by_document(r, document)?;
    Ok(settled.iter().map(|allocation| negated(allocation, date)).collect())
}

/// What closes an item that was opened and never settled.
pub fn closing_row(item: &OpenItem, date: Day) -> NewAllocation {
    NewAllocation { item: item.id, document: None, date, amount: item.amount, base: item.base }
}

fn negated(allocation: &Allocation, date: Day) -> NewAllocation {
    NewAllocation {
        item: allocation.item_id,
        document: allocation.document_id,
        date,
        amount: allocation.amount.negated(),
        base: allocation.base.negated(),
    }
}
